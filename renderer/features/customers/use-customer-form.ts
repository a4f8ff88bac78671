import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldWarning } from '#core/customers/checks.ts';
import type { Customer, DuplicateHit } from '#core/customers/customers.contract.ts';
import { sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useCustomFields } from '../../lib/custom-fields.ts';
import { useFormDraft } from '../../lib/drafts.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useFormat } from '../../lib/format.ts';
import { client, toAppError } from '../../lib/rpc.ts';
import {
  checks,
  emptyValues,
  isChecked,
  refusedValues,
  toFields,
  valuesOf,
  type FormValues,
} from './form-values.ts';
import { mergeChanges, type Merge } from './merge-changes.ts';
import { useSaveCustomer } from './mutations.ts';
import { duplicatesQuery } from './queries.ts';

interface CustomerFormOptions {
  /** null: a new one. */
  readonly customer: Customer | null;
  readonly claim: boolean;
  readonly mayOverride: boolean;
  readonly onSaved: (saved: Customer, next: boolean) => void;
}

const checkAfterMs = 350;

interface DuplicateAnswer {
  readonly confirmSimilar: boolean;
  readonly overrideReason: string | null;
}

interface Sent {
  readonly values: string;
  readonly answer: DuplicateAnswer;
}

/** Everything the customer form does: checks, draft, duplicate check, saving, and a save that somebody else came before. */
export function useCustomerForm({ customer, claim, mayOverride, onSaved }: CustomerFormOptions) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const say = useMemo(
    () => ({
      required: t(($) => $.customers.form.required),
      tooLong: (max: number) => t(($) => $.customers.form.tooLong, { count: max }),
      notAmount: t(($) => $.customers.form.notAmount),
      notNumber: t(($) => $.customFields.notNumber),
      negative: t(($) => $.customers.form.negative),
      notADay: t(($) => $.customers.form.notADay),
      maskedPart: t(($) => $.customers.form.maskedPart),
    }),
    [t],
  );
  const { fields: own } = useCustomFields();
  const [initial] = useState<FormValues>(() => (customer === null ? emptyValues : valuesOf(customer)));
  const form = useForm<FormValues>({
    initialValues: initial,
    validate: (values) => refusedValues(values, say, own),
    clearInputErrorOnChange: true,
  });
  const { values } = form;

  const [restored, setRestored] = useState(false);
  const onRestored = useCallback(() => setRestored(true), []);
  const draft = useFormDraft(form, `customer.${customer?.id ?? 'new'}`, onRestored);

  const [warnings, setWarnings] = useState<Partial<Record<string, FieldWarning>>>(customer?.warnings ?? {});
  /** As a field is left: errors at once, doubts about its format as a warning. */
  const leave = (field: string) => {
    form.validateField(field);
    if (!isChecked(field)) return;
    const text = form.getValues()[field];
    const warning = text.includes('***') ? null : checks[field](text);
    setWarnings((old) => ({ ...old, [field]: warning ?? undefined }));
  };

  const asked = useDuplicateQuestion(values, customer?.id ?? null);
  const [question] = useDebouncedValue(asked, checkAfterMs);
  const wanted =
    question.name.trim().length >= 2 ||
    question.taxNumber !== null ||
    question.phone !== null ||
    question.email !== null;
  const duplicates = useQuery(duplicatesQuery(question, wanted));
  const [found, setFound] = useState<readonly DuplicateHit[] | null>(null);
  const hits = useMemo(
    () => found ?? (wanted ? (duplicates.data ?? []) : []),
    [found, wanted, duplicates.data],
  );
  const hitIds = hits.map((hit) => hit.id).join();
  const exact = hits.find((hit) => hit.why === 'name' || hit.why === 'taxNumber') ?? null;
  const [confirmedFor, setConfirmedFor] = useState<string | null>(null);
  const [override, setOverride] = useState('');
  const [duplicateError, setDuplicateError] = useState<string | null>(null);
  const duplicatePanel = useRef<HTMLDivElement>(null);
  const confirmed = confirmedFor === hitIds;
  // Another question makes what the service refused with the last save old.
  const [askedKey, setAskedKey] = useState(() => JSON.stringify(asked));
  if (JSON.stringify(asked) !== askedKey) {
    setAskedKey(JSON.stringify(asked));
    setFound(null);
    setDuplicateError(null);
  }

  const [note, setNote] = useState<string | null>(null);
  const [merge, setMerge] = useState<Merge | null>(null);
  const next = useRef(false);
  /** What went out and was not answered: sent again as it was, it cannot act twice. */
  const unanswered = useRef<Sent | null>(null);

  const toPanel = (error: string) => {
    setDuplicateError(error);
    requestAnimationFrame(() => {
      const panel = duplicatePanel.current;
      (panel?.querySelector<HTMLElement>('input') ?? panel?.querySelector<HTMLElement>('a'))?.focus();
    });
  };
  const onError = (error: AppError) => {
    if (error.code !== 'hostAway') unanswered.current = null;
    switch (error.code) {
      case 'similarNames':
      case 'duplicateName':
      case 'duplicateTaxNumber':
        if (isHits(error.data)) setFound(error.data);
        return toPanel(sentence(error, language));
      case 'conflict':
        return void meet(error);
      default:
        return setNote(showFormError(form, error, 'fields.'));
    }
  };
  /** Somebody saved first: what both changed is put side by side, the rest is taken over. */
  const meet = async (error: AppError) => {
    if (customer === null) return;
    try {
      const theirs = isCustomer(error.data) ? error.data : await client.customers.get({ id: customer.id });
      const { base } = form.getValues();
      const read = base ?? initial.base ?? toFields(initial, own);
      setMerge(mergeChanges(read, toFields(form.getValues(), own), theirs));
    } catch (thrown) {
      setNote(sentence(toAppError(thrown), language));
    }
  };

  const mutations = useSaveCustomer(onError);
  const saving = mutations.create.isPending || mutations.update.isPending;
  const send = (
    current: FormValues,
    answer: DuplicateAnswer = {
      confirmSimilar: confirmed,
      overrideReason: exact && override.trim() !== '' ? override.trim() : null,
    },
  ) => {
    const fields = toFields(current, own);
    unanswered.current = { values: JSON.stringify(current), answer };
    const onSuccess = (saved: Customer) => {
      unanswered.current = null;
      draft.forget();
      onSaved(saved, next.current);
    };
    if (customer === null) mutations.create.mutate({ fields, claim, ...answer }, { onSuccess });
    else
      mutations.update.mutate(
        { id: customer.id, version: current.baseVersion ?? customer.version, fields, ...answer },
        { onSuccess },
      );
  };
  const save = (andNext: boolean) => {
    if (saving || merge !== null) return;
    next.current = andNext;
    setNote(null);
    const { hasErrors, errors } = form.validate();
    if (hasErrors) return focusField(Object.keys(errors)[0]);
    const before = unanswered.current;
    // It may be stored already and would be found as its own duplicate: the service knows it by its key.
    if (before?.values === JSON.stringify(form.getValues())) return send(form.getValues(), before.answer);
    if (exact !== null && mayOverride && override.trim() === '')
      return toPanel(t(($) => $.customers.duplicates.overrideNeeded));
    if (exact === null && hits.length > 0 && !confirmed)
      return toPanel(t(($) => $.customers.duplicates.confirmNeeded));
    send(form.getValues());
  };
  const focusField = (field: string | undefined) => {
    if (field === undefined) return;
    const input = form.getInputNode(field) ?? document.querySelector<HTMLElement>(`[data-field="${field}"]`);
    input?.focus();
    input?.scrollIntoView({ block: 'center' });
  };

  return {
    form,
    warnings,
    leave,
    restored,
    draft,
    duplicates: {
      hits,
      exact,
      checking: duplicates.isFetching,
      confirmed,
      confirm: (on: boolean) => {
        setConfirmedFor(on ? hitIds : null);
        setDuplicateError(null);
      },
      override,
      setOverride: (text: string) => {
        setOverride(text);
        setDuplicateError(null);
      },
      error: duplicateError,
    },
    duplicatePanel,
    note,
    merge,
    /** The merged values become the form's, on the newer record, and are saved. */
    settle: (merged: FormValues) => {
      setMerge(null);
      form.setValues(merged);
      send(merged);
    },
    giveUpMerge: () => setMerge(null),
    save,
    saving,
  };
}

export type CustomerForm = ReturnType<typeof useCustomerForm>;

/** What of the typed could belong to another customer already; of an existing one only what was changed. */
function useDuplicateQuestion(values: FormValues, exceptId: number | null) {
  const { name, taxNumber, phone, email, base } = values;
  return useMemo(() => {
    const changed = (now: string, before: string | null | undefined) =>
      now.trim() === '' || now.includes('***') || now === (before ?? '') ? null : now;
    return {
      name: changed(name, base?.name) ?? '',
      taxNumber: changed(taxNumber, base?.taxNumber),
      phone: changed(phone, base?.phone),
      email: changed(email, base?.email),
      exceptId,
    };
  }, [name, taxNumber, phone, email, base, exceptId]);
}

function isHits(data: unknown): data is readonly DuplicateHit[] {
  return (
    Array.isArray(data) &&
    data.every((hit: unknown) => typeof hit === 'object' && hit !== null && 'why' in hit)
  );
}

function isCustomer(data: unknown): data is Customer {
  return (
    typeof data === 'object' && data !== null && 'version' in data && 'name' in data && 'warnings' in data
  );
}
