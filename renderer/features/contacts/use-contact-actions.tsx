import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import { toldError, type AppError } from '#core/shared/errors.ts';
import { notifyDone, notifyError } from '../../lib/notify.ts';
import { useCan } from '../../lib/session.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { saveCards } from './cards.ts';
import { MoveContactDialog } from './MoveContactDialog.tsx';
import { useContactMutations, useExportCards } from './mutations.ts';

export interface ContactActions {
  readonly setMain: (contact: Contact) => void;
  readonly move: (contact: Contact) => void;
  readonly remove: (contact: Contact) => void;
  /** Gives contacts to the person as a file of that name. */
  readonly exportCards: (ids: readonly number[], fileName: string) => void;
  /** The dialogs of the actions: to be put somewhere on the page. */
  readonly layer: ReactNode;
}

/** What is done to a contact without its form; `onGone` when it is no longer here. */
export function useContactActions(onGone: () => void): ContactActions {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const mayRestore = useCan('recycleBin.restore');
  const [moving, setMoving] = useState<Contact | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { setMain, move, remove, restore } = useContactMutations(setRefused);
  const cards = useExportCards();

  const removed = (contact: Contact) => {
    const { name, id } = contact;
    const text = t(($) => $.contacts.done.removed, { name });
    if (!mayRestore) return notifyDone(text);
    const key = crypto.randomUUID();
    notifications.show({
      id: key,
      color: 'teal',
      autoClose: 8000,
      message: (
        <Group justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm" lineClamp={2}>
            {text}
          </Text>
          <Button
            size="compact-sm"
            variant="subtle"
            style={{ flex: 'none' }}
            onClick={() => {
              notifications.hide(key);
              restore.mutate(
                { ids: [id] },
                { onSuccess: () => notifyDone(t(($) => $.contacts.done.restored, { count: 1 })) },
              );
            }}
          >
            {t(($) => $.contacts.actions.undo)}
          </Button>
        </Group>
      ),
    });
  };

  const askRemove = async (contact: Contact) => {
    const { id, name } = contact;
    const yes = await confirm({
      title: t(($) => $.contacts.dialogs.removeTitle),
      text: t(($) => $.contacts.dialogs.removeText, { name }),
      action: t(($) => $.contacts.actions.remove),
      danger: true,
    });
    if (!yes) return;
    remove.mutate(
      { ids: [id] },
      {
        onSuccess: ({ refused: [no] }) => {
          if (no) {
            return notifyError(toldError(no));
          }
          onGone();
          return removed(contact);
        },
      },
    );
  };

  return {
    setMain: ({ id, name }) =>
      setMain.mutate({ id }, { onSuccess: () => notifyDone(t(($) => $.contacts.done.mainSet, { name })) }),
    move: (contact) => {
      setRefused(null);
      setMoving(contact);
    },
    remove: (contact) => void askRemove(contact),
    exportCards: (ids, fileName) =>
      cards.mutate(
        { ids: [...ids] },
        {
          onSuccess: ({ text, count }) => {
            saveCards(text, fileName);
            notifyDone(t(($) => $.contacts.cards.exported, { count }));
          },
        },
      ),
    layer: (
      <MoveContactDialog
        contact={moving}
        error={refused}
        busy={move.isPending}
        onClose={() => setMoving(null)}
        onMove={(toCustomerId, customer) => {
          if (moving === null) return;
          setRefused(null);
          const { id, version, name } = moving;
          move.mutate(
            { id, version, toCustomerId },
            {
              onSuccess: () => {
                setMoving(null);
                onGone();
                notifyDone(t(($) => $.contacts.done.moved, { name, customer }));
              },
            },
          );
        }}
      />
    ),
  };
}
