import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import type { Relation } from '#core/contacts/relations.contract.ts';
import { fieldSentence, sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useChoices } from '../../lib/choices.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { SentenceNote } from '../../ui/ErrorNote.tsx';
import classes from './contacts.module.css';
import { useRelationMutations } from './mutations.ts';
import { findContactsQuery } from './queries.ts';

interface RelationFormProps {
  readonly contact: Contact;
  /** null: a new one. */
  readonly relation: Relation | null;
  readonly onClose: () => void;
}

/** Whom a contact is tied to: one of the office's contacts, or a name. */
interface Target {
  readonly contactId: number | null;
  readonly label: string;
  readonly name: string;
}

/** How a contact is tied to somebody, in a line or two. */
export function RelationForm({ contact, relation, onClose }: RelationFormProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const choices = useChoices();
  const [target, setTarget] = useState<Target | null>(null);
  const [typeId, setTypeId] = useState(relation?.typeId ?? null);
  const [remark, setRemark] = useState(relation?.remark ?? '');
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { create, update } = useRelationMutations(setRefused);
  const busy = create.isPending || update.isPending;
  const required = fieldSentence({ code: 'required' }, language);
  const refusedAt = (path: string) => {
    const found = refused?.fields.find((field) => field.path === path);
    return found === undefined ? undefined : fieldSentence(found, language);
  };
  const types = choices.ofKind('relationType', true).filter((one) => !one.retired || one.id === typeId);

  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setRefused(null);
    if (busy || typeId === null) return;
    const onSuccess = () => {
      notifyDone(t(($) => $.contacts.relations.saved));
      onClose();
    };
    if (relation !== null) {
      update.mutate({ id: relation.id, version: relation.version, typeId, remark }, { onSuccess });
    } else if (target !== null) {
      const { contactId: toId, name } = target;
      create.mutate(
        { fromId: contact.id, toId, toName: toId === null ? name : null, typeId, remark },
        { onSuccess },
      );
    }
  };
  const note = refused === null || refused.fields.length > 0 ? null : sentence(refused, language);
  return (
    <form className={classes.relationForm} noValidate onSubmit={save}>
      {relation === null ? (
        <PersonPicker
          exceptId={contact.id}
          value={target}
          onChange={setTarget}
          error={(tried && target === null ? required : undefined) ?? refusedAt('to')}
        />
      ) : null}
      <ChoiceSelect
        label={t(($) => $.contacts.relations.type)}
        placeholder={t(($) => $.contacts.form.choose)}
        withAsterisk
        openOnFocus={false}
        options={types.map((one) => ({ value: one.id, label: one.label }))}
        value={typeId}
        onChange={setTypeId}
        error={(tried && typeId === null ? required : undefined) ?? refusedAt('typeId')}
      />
      <TextInput
        label={t(($) => $.contacts.fields.remark)}
        autoComplete="off"
        maxLength={1000}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
        error={refusedAt('remark')}
      />
      {note === null ? null : <SentenceNote>{note}</SentenceNote>}
      <Group justify="flex-end" gap="xs">
        <Button size="compact-md" variant="default" onClick={onClose}>
          {t(($) => $.common.cancel)}
        </Button>
        <Button size="compact-md" type="submit" loading={busy}>
          {t(($) => $.common.form.save)}
        </Button>
      </Group>
    </form>
  );
}

interface PersonPickerProps {
  readonly exceptId: number;
  readonly value: Target | null;
  readonly onChange: (target: Target | null) => void;
  readonly error: string | undefined;
}

/** The best few contacts for what is typed, and what is typed itself as the name of somebody outside. */
function PersonPicker({ exceptId, value, onChange, error }: PersonPickerProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const typed = search.trim();
  const { data, isPlaceholderData } = useQuery(findContactsQuery(asked === value?.label ? '' : asked));
  const found = new Map<string, Target>();
  for (const hit of data ?? []) {
    if (hit.id === exceptId) continue;
    const { id, name, position, customerName } = hit;
    const label = [name, position, customerName].filter((part) => part !== null).join(' · ');
    found.set(`c${id}`, { contactId: id, name, label });
  }
  if (value !== null) found.set(value.contactId === null ? 'outside' : `c${value.contactId}`, value);
  // Only when it is known who else is called so: whoever types fast and presses Enter means that one.
  if (typed !== '' && typed !== value?.label && typed === asked && data && !isPlaceholderData) {
    const label = t(($) => $.contacts.relations.asOutside, { name: typed });
    found.set('outside', { contactId: null, name: typed, label });
  }
  return (
    <Select
      data-autofocus
      label={t(($) => $.contacts.relations.to)}
      placeholder={t(($) => $.contacts.relations.toPlaceholder)}
      withAsterisk
      searchable
      clearable
      openOnFocus={false}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      data={[...found].map(([key, { label }]) => ({ value: key, label }))}
      value={value === null ? null : value.contactId === null ? 'outside' : `c${value.contactId}`}
      onChange={(key) => onChange(key === null ? null : (found.get(key) ?? null))}
      error={error}
    />
  );
}
