import { Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '#core/people/people.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { neededText } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { ConflictNote } from '../../ui/ConflictNote.tsx';
import { EditForm } from '../../ui/EditForm.tsx';
import { inTreeOrder, pathOf, withAllBelow } from './department-tree.ts';
import { useCreateDepartment, useUpdateDepartment } from './mutations.ts';

interface DepartmentDialogProps {
  /** null: a new one. */
  readonly department: Department | null;
  readonly parentId: number | null;
  readonly departments: readonly Department[];
  readonly onClose: () => void;
}

function isDepartment(data: unknown): data is Department {
  return typeof data === 'object' && data !== null && 'parentId' in data && 'version' in data;
}

/** Name and place of a department; it cannot be moved below itself. */
export function DepartmentDialog({ department, parentId, departments, onClose }: DepartmentDialogProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState<string | null>(null);
  const [newer, setNewer] = useState<Department | null>(null);
  const form = useForm<{ name: string; parentId: number | null }>({
    initialValues: { name: department?.name ?? '', parentId },
    validateInputOnBlur: true,
    validate: { name: (value) => neededText(value, 50) },
  });
  const outcome = {
    onDone: () => {
      notifyDone(t(($) => $.common.saved));
      onClose();
    },
    onError: (error: AppError) => {
      if (error.code === 'conflict' && isDepartment(error.data)) setNewer(error.data);
      else setNote(showFormError(form, error));
    },
  };
  const create = useCreateDepartment(outcome);
  const update = useUpdateDepartment(outcome);
  const save = (values: { name: string; parentId: number | null }, over: Department | null) => {
    setNote(null);
    if (over === null) create.mutate(values);
    else update.mutate({ id: over.id, version: over.version, ...values });
  };
  const below = department === null ? new Set<number>() : withAllBelow(departments, department.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        department === null ? t(($) => $.people.departments.create) : t(($) => $.people.departments.edit)
      }
      size="26rem"
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <EditForm
        form={form}
        busy={create.isPending || update.isPending}
        note={note}
        onCancel={onClose}
        onSave={(values) => save(values, department)}
      >
        {newer !== null && (
          <ConflictNote
            busy={update.isPending}
            differences={[
              { label: t(($) => $.people.departments.name), theirs: newer.name, mine: form.values.name },
              {
                label: t(($) => $.people.departments.parent),
                theirs: newer.parentId === null ? '' : pathOf(departments, newer.parentId),
                mine: form.values.parentId === null ? '' : pathOf(departments, form.values.parentId),
              },
            ].filter(({ theirs, mine }) => theirs !== mine)}
            onTake={() => {
              form.setValues({ name: newer.name, parentId: newer.parentId });
              setNewer(null);
            }}
            onKeep={() => {
              save(form.getValues(), newer);
              setNewer(null);
            }}
          />
        )}
        <TextInput
          label={t(($) => $.people.departments.name)}
          required
          data-autofocus
          {...form.getInputProps('name')}
          key={form.key('name')}
        />
        <ChoiceSelect
          label={t(($) => $.people.departments.parent)}
          placeholder={t(($) => $.people.departments.parentNone)}
          clearable
          options={inTreeOrder(departments)
            .filter(({ id }) => !below.has(id))
            .map(({ id }) => ({ value: id, label: pathOf(departments, id) }))}
          {...form.getInputProps('parentId')}
        />
      </EditForm>
    </Modal>
  );
}
