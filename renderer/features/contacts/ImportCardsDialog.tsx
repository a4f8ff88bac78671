import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import type { ReadCards } from '#core/contacts/vcard.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { cardsIn, doubles } from './cards.ts';
import classes from './cards.module.css';
import { useAddContacts } from './mutations.ts';

interface ImportCardsDialogProps {
  readonly opened: boolean;
  readonly customerId: number;
  /** The contacts that are there already. */
  readonly known: readonly Contact[];
  readonly onClose: () => void;
}

/** Takes people over from a vCard file; what was read is shown before anything is saved (spec §4). */
export function ImportCardsDialog({ opened, onClose, ...rest }: ImportCardsDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t(($) => $.contacts.cards.title)}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <ImportCards onClose={onClose} {...rest} />
    </Modal>
  );
}

function ImportCards({ customerId, known, onClose }: Omit<ImportCardsDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [read, setRead] = useState<ReadCards | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { mutate, isPending } = useAddContacts(setRefused);
  const take = async (file: File) => {
    setRefused(null);
    try {
      const found = await cardsIn(file);
      const there = doubles(found.cards, known);
      setRead(found);
      setChosen(new Set([...found.cards.keys()].filter((at) => !there.has(at))));
    } catch (thrown) {
      setRefused(toAppError(thrown));
    }
  };
  if (read === null) {
    return (
      <Stack gap="sm">
        {refused === null ? null : <ErrorNote error={refused} />}
        <FileDrop
          icon={<IconAddressBook size={36} stroke={1.3} aria-hidden="true" />}
          title={t(($) => $.contacts.cards.drop)}
          hint={t(($) => $.contacts.cards.dropHint)}
          accept=".vcf,.vcard,text/vcard"
          onTake={([file]) => {
            if (file !== undefined) void take(file);
          }}
        />
      </Stack>
    );
  }
  const { cards } = read;
  const there = doubles(cards, known);
  const all = chosen.size === cards.length;
  const save = () => {
    setRefused(null);
    const contacts = cards.filter((_, at) => chosen.has(at)).map(({ fields }) => fields);
    mutate(
      { customerId, contacts },
      {
        onSuccess: ({ ids }) => {
          notifyDone(t(($) => $.contacts.cards.done, { count: ids.length }));
          onClose();
        },
      },
    );
  };
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t(($) => $.contacts.cards.found, { count: cards.length })}
        {read.more ? ` ${t(($) => $.contacts.cards.more)}` : null}
      </Text>
      <Checkbox
        size="xs"
        label={t(($) => $.list.deleted.selectAll)}
        checked={all}
        indeterminate={chosen.size > 0 && !all}
        onChange={() => setChosen(new Set(all ? [] : cards.keys()))}
      />
      <ul className={classes.cards} aria-label={t(($) => $.contacts.cards.list)}>
        {cards.map(({ fields, company }, at) => {
          const reach = [...fields.phones, ...fields.emails].map(({ value }) => value).join(' · ');
          const where = [company, fields.department, fields.position].filter((part) => part !== null);
          return (
            <li key={at}>
              <Checkbox
                size="xs"
                label={
                  <span className={classes.card}>
                    <span className={classes.name}>{fields.name}</span>
                    {there.has(at) ? (
                      <span className={classes.there}>{t(($) => $.contacts.cards.there)}</span>
                    ) : null}
                    <span className={classes.dim}>{where.join(' · ')}</span>
                    <span className={classes.reach}>{reach}</span>
                  </span>
                }
                checked={chosen.has(at)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) next.add(at);
                  else next.delete(at);
                  setChosen(next);
                }}
              />
            </li>
          );
        })}
      </ul>
      {refused === null ? null : <ErrorNote error={refused} />}
      <Group justify="space-between" gap="xs">
        <Button variant="subtle" color="gray" onClick={() => setRead(null)}>
          {t(($) => $.contacts.cards.another)}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.common.cancel)}
          </Button>
          <Button data-autofocus disabled={chosen.size === 0} loading={isPending} onClick={save}>
            {t(($) => $.contacts.cards.save, { count: chosen.size })}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
