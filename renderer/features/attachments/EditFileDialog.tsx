import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { descriptionMax, type Attachment } from '#core/attachments/attachments.contract.ts';
import { sentence } from '#core/i18n/sentence.ts';
import { extensionOf } from '#core/shared/file-name.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { fieldSentences } from '../../lib/form-errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFileMutations } from './mutations.ts';

interface EditFileDialogProps {
  /** null: closed. */
  readonly file: Attachment | null;
  readonly onClose: () => void;
}

/** Renames and describes a file. */
export function EditFileDialog({ file, onClose }: EditFileDialogProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(file);
  if (file !== null && file.id !== shown?.id) setShown(file);
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      title={t(($) => $.attachments.edit.title)}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : (
        <EditForm key={`${shown.id} ${file === null}`} file={file ?? shown} onClose={onClose} />
      )}
    </Modal>
  );
}

function EditForm({ file, onClose }: { readonly file: Attachment; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const [name, setName] = useState(file.name);
  const [description, setDescription] = useState(file.description ?? '');
  const [error, setError] = useState<AppError | null>(null);
  const { update } = useFileMutations(setError);
  const fields = error === null ? {} : fieldSentences(error);
  const nameError = error?.code === 'fileNameTaken' ? sentence(error, language) : fields['name'];
  const elsewhere = error !== null && nameError === undefined && fields['description'] === undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    update.mutate(
      { id: file.id, version: file.version, name, description: description === '' ? null : description },
      {
        onSuccess: () => {
          notifyDone(t(($) => $.common.saved));
          onClose();
        },
      },
    );
  };
  // The name without its extension: what one means to change.
  const select = (input: HTMLInputElement) => {
    const extension = extensionOf(file.name);
    input.setSelectionRange(
      0,
      extension === '' ? input.value.length : input.value.length - extension.length - 1,
    );
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md">
        {elsewhere ? <ErrorNote error={error} /> : null}
        <TextInput
          label={t(($) => $.attachments.edit.name)}
          required
          spellCheck={false}
          data-autofocus
          value={name}
          error={nameError}
          onFocus={(event) => select(event.currentTarget)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t(($) => $.attachments.edit.description)}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={descriptionMax * 2}
          value={description}
          error={fields['description']}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <DialogFooter onClose={onClose} action={t(($) => $.common.save)} busy={update.isPending} />
      </Stack>
    </form>
  );
}
