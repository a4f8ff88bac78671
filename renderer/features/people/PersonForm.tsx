import { Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, Person, Role } from '#core/people/people.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { neededText } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { useRoleName } from '../../lib/role-names.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { ChoicesSelect } from '../../ui/ChoicesSelect.tsx';
import { ConflictNote, type Difference } from '../../ui/ConflictNote.tsx';
import { EditForm } from '../../ui/EditForm.tsx';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import { inTreeOrder, pathOf } from './department-tree.ts';
import { useCreatePerson, useUpdatePerson } from './mutations.ts';

interface PersonFormProps {
  /** null: a new person. */
  readonly person: Person | null;
  readonly departments: readonly Department[];
  readonly roles: readonly Role[];
  readonly onDirty: (dirty: boolean) => void;
  readonly onCancel: () => void;
  readonly onSaved: (person: Person, oneTimePassword: string | null) => void;
}

interface Values extends Record<string, unknown> {
  readonly name: string;
  readonly departmentId: number | null;
  readonly superiorId: number | null;
  readonly roleIds: number[];
}

const valuesOf = (person: Person): Values => ({
  name: person.name,
  departmentId: person.departmentId,
  superiorId: person.superiorId,
  roleIds: [...person.roleIds],
});

function newerOf(error: AppError): Person | null {
  const { data } = error;
  return typeof data === 'object' && data !== null && 'version' in data && 'roleIds' in data
    ? (data as Person)
    : null;
}

/** Name, department, superior and roles of a person. */
export function PersonForm({ person, departments, roles, onDirty, onCancel, onSaved }: PersonFormProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const { nameOf } = useNames();
  const { list } = useFormat();
  const [note, setNote] = useState<string | null>(null);
  const [newer, setNewer] = useState<Person | null>(null);
  const salesperson = roles.find((role) => role.builtIn === 'salesperson');
  const form = useForm<Values>({
    initialValues: person
      ? valuesOf(person)
      : { name: '', departmentId: null, superiorId: null, roleIds: salesperson ? [salesperson.id] : [] },
    validateInputOnBlur: true,
    validate: { name: (value) => neededText(value, 50) },
  });
  const dirty = form.isDirty();
  useLayoutEffect(() => onDirty(dirty), [dirty, onDirty]);

  const refused = (error: AppError) => {
    const found = error.code === 'conflict' ? newerOf(error) : null;
    if (found === null) setNote(showFormError(form, error));
    else setNewer(found);
  };
  const create = useCreatePerson({
    onDone: (made) => onSaved(made.person, made.oneTimePassword),
    onError: refused,
  });
  const update = useUpdatePerson({ onDone: (saved) => onSaved(saved, null), onError: refused });
  const busy = create.isPending || update.isPending;
  const save = (values: Values, over: Person | null) => {
    setNote(null);
    if (over === null) create.mutate(values);
    else update.mutate({ id: over.id, version: over.version, ...values });
  };

  const roleNames = (ids: readonly number[]) =>
    list(roles.filter((role) => ids.includes(role.id)).map((role) => roleName(role.builtIn, role.name)));
  const shown = (values: Values): readonly { label: string; value: string }[] => [
    { label: t(($) => $.people.name), value: values.name },
    {
      label: t(($) => $.people.department),
      value: values.departmentId === null ? '' : pathOf(departments, values.departmentId),
    },
    { label: t(($) => $.people.superior), value: nameOf(values.superiorId) },
    { label: t(($) => $.people.roles), value: roleNames(values.roleIds) },
  ];
  const differences = (theirs: Person): Difference[] => {
    const mine = shown(form.getValues());
    return shown(valuesOf(theirs)).flatMap(({ label, value }, index) =>
      value === mine[index]?.value ? [] : [{ label, theirs: value, mine: mine[index]?.value ?? '' }],
    );
  };

  return (
    <EditForm
      form={form}
      busy={busy}
      note={note}
      onCancel={onCancel}
      saveLabel={person === null ? t(($) => $.people.save) : undefined}
      untouched={person !== null && !dirty}
      onSave={(values) => save(values, person)}
    >
      {newer !== null && (
        <ConflictNote
          differences={differences(newer)}
          busy={busy}
          onTake={() => {
            form.setValues(valuesOf(newer));
            setNewer(null);
          }}
          onKeep={() => {
            save(form.getValues(), newer);
            setNewer(null);
          }}
        />
      )}
      <TextInput
        label={t(($) => $.people.name)}
        description={t(($) => $.people.nameHint)}
        required
        data-autofocus
        maxLength={200}
        {...form.getInputProps('name')}
        key={form.key('name')}
      />
      <ChoicesSelect
        label={t(($) => $.people.roles)}
        description={t(($) => $.people.rolesHint)}
        options={roles.map((role) => ({ value: role.id, label: roleName(role.builtIn, role.name) }))}
        {...form.getInputProps('roleIds')}
      />
      <ChoiceSelect
        label={t(($) => $.people.department)}
        clearable
        options={inTreeOrder(departments).map(({ id }) => ({ value: id, label: pathOf(departments, id) }))}
        {...form.getInputProps('departmentId')}
      />
      <PersonSelect
        label={t(($) => $.people.superior)}
        description={t(($) => $.people.superiorHint)}
        clearable
        only={(other) => other.active && other.id !== person?.id}
        {...form.getInputProps('superiorId')}
      />
      {person === null && (
        <Text fz="sm" c="dimmed">
          {t(($) => $.people.createHint)}
        </Text>
      )}
    </EditForm>
  );
}
