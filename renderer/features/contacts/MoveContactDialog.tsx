import { Modal, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { customersQuery } from './queries.ts';

interface MoveContactDialogProps {
  /** null: closed. */
  readonly contact: Contact | null;
  readonly error: AppError | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onMove: (customerId: number, customerName: string) => void;
}

/** Asks to which customer a contact goes. */
export function MoveContactDialog({ contact, error, busy, onClose, onMove }: MoveContactDialogProps) {
  const { t } = useTranslation();
  // The words stay while the dialog closes.
  const [shown, setShown] = useState(contact);
  if (contact !== null && contact !== shown) setShown(contact);
  return (
    <Modal
      opened={contact !== null}
      onClose={onClose}
      title={t(($) => $.contacts.dialogs.moveTitle, { name: shown?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : (
        <MoveForm
          key={shown.id}
          contact={shown}
          error={error}
          busy={busy}
          onClose={onClose}
          onMove={onMove}
        />
      )}
    </Modal>
  );
}

interface MoveFormProps extends MoveContactDialogProps {
  readonly contact: Contact;
}

function MoveForm({ contact, error, busy, onClose, onMove }: MoveFormProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ readonly id: number; readonly name: string } | null>(null);
  const [missing, setMissing] = useState(false);
  const [asked] = useDebouncedValue(search.trim(), 200);
  const { data } = useQuery(customersQuery(asked === chosen?.name ? '' : asked));
  const offered = (data ?? []).filter(
    (row) => row.id !== contact.customerId && row.abilities.includes('edit') && row.id !== chosen?.id,
  );
  const options = chosen === null ? offered : [chosen, ...offered];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === null) setMissing(true);
        else if (!busy) onMove(chosen.id, chosen.name);
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t(($) => $.contacts.dialogs.moveText)}</Text>
        <Select
          data-autofocus
          label={t(($) => $.contacts.dialogs.moveTo)}
          placeholder={t(($) => $.contacts.dialogs.movePlaceholder)}
          withAsterisk
          searchable
          searchValue={search}
          onSearchChange={setSearch}
          filter={({ options: all }) => all}
          data={options.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={chosen === null ? null : String(chosen.id)}
          onChange={(value) => {
            setMissing(false);
            const found = options.find(({ id }) => String(id) === value);
            setChosen(found === undefined ? null : { id: found.id, name: found.name });
          }}
          nothingFoundMessage={asked === '' ? null : t(($) => $.contacts.dialogs.moveNone)}
          error={missing ? t(($) => $.contacts.dialogs.moveNeeded) : undefined}
        />
        {error === null ? null : <ErrorNote error={error} />}
        <DialogFooter onClose={onClose} action={t(($) => $.contacts.actions.move)} busy={busy} />
      </Stack>
    </form>
  );
}
