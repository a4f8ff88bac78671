import { useForm } from '@mantine/form';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkEmail, checkPhone, type FieldWarning } from '#core/customers/checks.ts';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import { sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormDraft } from '../../lib/drafts.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useFormat } from '../../lib/format.ts';
import { client, toAppError } from '../../lib/rpc.ts';
import {
  emptyValues,
  refusedValues,
  toFields,
  valuesOf,
  type FormValues,
  type TextField,
  type WayList,
} from './form-values.ts';
import { mergeChanges, type Merge } from './merge-changes.ts';
import { useSaveContact } from './mutations.ts';

interface ContactFormOptions {
  readonly customerId: number;
  /** null: a new one. */
  readonly contact: Contact | null;
  readonly onSaved: (saved: Contact, next: boolean) => void;
}

const wayChecks = { phones: checkPhone, emails: checkEmail } as const;

/**
 * What appears below a field as it is left pushes down what is under the pointer: not before a click that left it is over.
 */
const later = (work: () => void) => void setTimeout(work, 200);

/** Everything the contact form does: checks, draft, saving, and a save that somebody else came before. */
export function useContactForm({ customerId, contact, onSaved }: ContactFormOptions) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const say = useMemo(
    () => ({
      required: t(($) => $.contacts.form.required),
      tooLong: (max: number) => t(($) => $.contacts.form.tooLong, { count: max }),
      birthdayHalf: t(($) => $.contacts.form.birthdayHalf),
      birthdayYear: t(($) => $.contacts.form.birthdayYear),
      birthdayUnknown: t(($) => $.contacts.form.birthdayUnknown),
      maskedPart: t(($) => $.contacts.form.maskedPart),
    }),
    [t],
  );
  const [initial] = useState<FormValues>(() => (contact === null ? emptyValues : valuesOf(contact)));
  const form = useForm<FormValues>({
    initialValues: initial,
    validate: (values) => refusedValues(values, say),
    clearInputErrorOnChange: true,
  });

  const [restored, setRestored] = useState(false);
  const onRestored = useCallback(() => setRestored(true), []);
  const draft = useFormDraft(form, `contact.${contact?.id ?? `new.${customerId}`}`, onRestored);

  const [warnings, setWarnings] = useState<Readonly<Record<string, FieldWarning>>>(contact?.warnings ?? {});
  /** As a text or the birthday is left: what keeps it from being saved. */
  const leave = (field: TextField | 'birthday') => later(() => void form.validateField(field));
  /** As a number or an address is left: doubts about its format as a warning. */
  const leaveWay = (list: WayList, at: number) =>
    later(() => {
      const path = `${list}.${at}`;
      const text = form.getValues()[list][at]?.value ?? '';
      const warning = text.includes('***') ? null : wayChecks[list](text);
      setWarnings(({ [path]: _former, ...others }) =>
        warning === null ? others : { ...others, [path]: warning },
      );
      const error = refusedValues(form.getValues(), say)[`${path}.value`];
      if (error !== undefined) form.setFieldError(`${path}.value`, error);
    });
  const forgetWarnings = (list: WayList) =>
    setWarnings((old) =>
      Object.fromEntries(Object.entries(old).filter(([path]) => !path.startsWith(`${list}.`))),
    );

  const [note, setNote] = useState<string | null>(null);
  const [merge, setMerge] = useState<Merge | null>(null);
  const next = useRef(false);

  const onError = (error: AppError) => {
    if (error.code === 'conflict') return void meet(error);
    return setNote(showFormError(form, error, 'fields.'));
  };
  /** Somebody saved first: what both changed is put side by side, the rest is taken over. */
  const meet = async (error: AppError) => {
    if (contact === null) return;
    try {
      const theirs = isContact(error.data) ? error.data : await client.contacts.get({ id: contact.id });
      const { base } = form.getValues();
      setMerge(mergeChanges(base ?? initial.base ?? toFields(initial), toFields(form.getValues()), theirs));
    } catch (thrown) {
      setNote(sentence(toAppError(thrown), language));
    }
  };

  const mutations = useSaveContact(onError);
  const saving = mutations.create.isPending || mutations.update.isPending;
  const send = (current: FormValues) => {
    const fields = toFields(current);
    const onSuccess = (saved: Contact) => {
      draft.forget();
      onSaved(saved, next.current);
    };
    if (contact === null) mutations.create.mutate({ customerId, fields }, { onSuccess });
    else {
      const version = current.baseVersion ?? contact.version;
      mutations.update.mutate({ id: contact.id, version, fields }, { onSuccess });
    }
  };
  const save = (andNext: boolean) => {
    if (saving || merge !== null) return;
    next.current = andNext;
    setNote(null);
    const { hasErrors, errors } = form.validate();
    if (hasErrors) return focusField(Object.keys(errors)[0]);
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
    leaveWay,
    forgetWarnings,
    restored,
    draft,
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

export type ContactForm = ReturnType<typeof useContactForm>;

function isContact(data: unknown): data is Contact {
  return (
    typeof data === 'object' && data !== null && 'version' in data && 'phones' in data && 'warnings' in data
  );
}
