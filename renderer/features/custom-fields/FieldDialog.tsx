import { Checkbox, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  customFieldKinds,
  customFieldLimits,
  type CustomField,
  type CustomFieldKind,
} from '#core/custom-fields/custom-fields.contract.ts';
import { sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { cleanText, codePoints } from '#core/shared/text.ts';
import { currentLanguage } from '../../i18n.ts';
import { neededText, say } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { EditForm } from '../../ui/EditForm.tsx';
import { useCreateField, useUpdateField } from './mutations.ts';

interface FieldDialogProps {
  /** null: a new one. */
  readonly field: CustomField | null;
  readonly onClose: () => void;
}

interface Values extends Record<string, unknown> {
  label: string;
  kind: CustomFieldKind;
  hint: string;
  required: boolean;
  options: string;
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map(cleanText)
    .filter((line) => line !== '');

const withOptions = (kind: CustomFieldKind) => kind === 'choice' || kind === 'choices';

/** Name, kind and hint of a field; of a new choice its options too. */
export function FieldDialog({ field, onClose }: FieldDialogProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: {
      label: field?.label ?? '',
      kind: field?.kind ?? 'text',
      hint: field?.hint ?? '',
      required: field?.required ?? false,
      options: '',
    },
    validateInputOnBlur: ['label', 'hint'],
    validate: {
      label: (value) => neededText(value, customFieldLimits.label),
      hint: (value) =>
        codePoints(cleanText(value)) > customFieldLimits.hint
          ? say('tooLong', { max: customFieldLimits.hint })
          : null,
      options: (value, { kind }) =>
        field === null && withOptions(kind) && lines(value).length === 0
          ? t(($) => $.customFields.optionsNeeded)
          : null,
    },
  });
  const onError = (error: AppError) => {
    const [first] = error.fields;
    // One of the lines of the options is named; they share one input.
    if ((first?.path ?? error.field)?.startsWith('options') === true)
      form.setFieldError('options', sentence(error, currentLanguage()));
    else setNote(showFormError(form, error));
  };
  const create = useCreateField({
    onDone: ({ label }) => {
      notifyDone(t(($) => $.customFields.added, { label }));
      onClose();
    },
    onError,
  });
  const update = useUpdateField({
    onDone: () => {
      notifyDone(t(($) => $.common.saved));
      onClose();
    },
    onError,
  });
  const save = ({ label, kind, hint, required, options }: Values) => {
    setNote(null);
    const described = { label, hint: hint.trim() === '' ? null : hint, required };
    if (field === null)
      create.mutate({ kind, ...described, options: withOptions(kind) ? lines(options) : [] });
    else update.mutate({ id: field.id, version: field.version, ...described, retired: field.retired });
  };
  const { kind } = form.values;
  return (
    <Modal
      opened
      onClose={onClose}
      size="30rem"
      title={
        field === null
          ? t(($) => $.customFields.addTitle)
          : t(($) => $.customFields.editTitle, { label: field.label })
      }
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <EditForm
        form={form}
        busy={create.isPending || update.isPending}
        note={note}
        onCancel={onClose}
        onSave={save}
      >
        <TextInput
          {...form.getInputProps('label')}
          label={t(($) => $.customFields.label)}
          description={t(($) => $.customFields.labelHint)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          autoComplete="off"
          data-autofocus
        />
        <Select
          label={t(($) => $.customFields.kind)}
          description={
            field === null ? t(($) => $.customFields.kindHints[kind]) : t(($) => $.customFields.kindFixed)
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          disabled={field !== null}
          allowDeselect={false}
          value={kind}
          onChange={(next) =>
            form.setFieldValue('kind', customFieldKinds.find((known) => known === next) ?? kind)
          }
          data={customFieldKinds.map((value) => ({ value, label: t(($) => $.customFields.kinds[value]) }))}
        />
        {field === null && withOptions(kind) ? (
          <Textarea
            {...form.getInputProps('options')}
            label={t(($) => $.customFields.options)}
            description={t(($) => $.customFields.optionsHint)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            autosize
            minRows={3}
            maxRows={10}
          />
        ) : null}
        <TextInput
          {...form.getInputProps('hint')}
          label={t(($) => $.customFields.hint)}
          description={t(($) => $.customFields.hintHint)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
        />
        <Checkbox
          {...form.getInputProps('required', { type: 'checkbox' })}
          label={t(($) => $.customFields.required)}
          description={t(($) => $.customFields.requiredHint)}
        />
      </EditForm>
    </Modal>
  );
}
