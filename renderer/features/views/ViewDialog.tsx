import { Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#core/shared/errors.ts';
import {
  viewNameMax,
  type SavedView,
  type ViewLayout,
  type ViewList,
  type ViewQuestion,
} from '#core/views/views.contract.ts';
import { fieldSentences } from '../../lib/form-errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { FormErrorNote } from '../../ui/ErrorNote.tsx';
import { useViewMutations } from './mutations.ts';

/** What is kept of a list. */
export interface ViewContent {
  readonly question: ViewQuestion;
  readonly layout: ViewLayout;
}

interface ViewDialogProps {
  readonly list: ViewList;
  /** null: closed. A view: its name and for whom it is; else a new one of what the list shows. */
  readonly asked: { readonly view: SavedView | null; readonly content: ViewContent } | null;
  readonly onClose: () => void;
  readonly onSaved: (view: SavedView) => void;
}

/** Names a view and says for whom it is. */
export function ViewDialog({ asked, onClose, ...rest }: ViewDialogProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(asked);
  if (asked !== null && asked !== shown) setShown(asked);
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={t(($) => (shown?.view ? $.views.editTitle : $.views.newTitle))}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null || asked === null ? null : <ViewForm {...rest} {...shown} onClose={onClose} />}
    </Modal>
  );
}

interface ViewFormProps {
  readonly list: ViewList;
  readonly view: SavedView | null;
  readonly content: ViewContent;
  readonly onClose: () => void;
  readonly onSaved: (view: SavedView) => void;
}

function ViewForm({ list, view, content, onClose, onSaved }: ViewFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(view?.name ?? '');
  const [everyone, setEveryone] = useState(view?.everyone ?? false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { create, update } = useViewMutations(setRefused);
  const sentences = refused === null ? {} : fieldSentences(refused);
  const onSuccess = (saved: SavedView) => {
    notifyDone(t(($) => $.views.saved, { name: saved.name }));
    onSaved(saved);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    const fields = { name, everyone, ...content };
    if (view === null) create.mutate({ list, ...fields }, { onSuccess });
    else update.mutate({ id: view.id, version: view.version, ...fields }, { onSuccess });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          data-autofocus
          withAsterisk
          label={t(($) => $.views.name)}
          placeholder={t(($) => $.views.namePlaceholder)}
          maxLength={viewNameMax}
          value={name}
          error={sentences['name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Switch
          label={t(($) => $.views.forEveryone)}
          description={t(($) => $.views.forEveryoneHint)}
          checked={everyone}
          onChange={(event) => setEveryone(event.currentTarget.checked)}
        />
        {view === null ? (
          <Text fz="sm" c="dimmed">
            {t(($) => $.views.keeps)}
          </Text>
        ) : null}
        <FormErrorNote error={refused} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.views.cancel)}
          </Button>
          <Button type="submit" loading={create.isPending || update.isPending}>
            {t(($) => (view === null ? $.views.create : $.views.rename))}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
