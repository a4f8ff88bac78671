import { ActionIcon, Button, Group, Menu, Skeleton, Text, Tooltip } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconEye,
  IconFileImport,
  IconPlus,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { toAppError } from '../../lib/rpc.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ContactCard } from './ContactCard.tsx';
import classes from './contacts.module.css';
import { ImportCardsDialog } from './ImportCardsDialog.tsx';
import { contactIdsOf, useUnmaskContacts } from './mutations.ts';
import { contactsQuery } from './queries.ts';
import { useContactActions } from './use-contact-actions.tsx';

interface ContactsPanelProps {
  readonly customerId: number;
  /** Whether the person may show masked contact data. */
  readonly mayUnmask: boolean;
  readonly onOpen: (id: number) => void;
  /** A new one, or the one to edit. */
  readonly onForm: (form: 'new' | number) => void;
}

/** The word on the tab, with how many there are. */
export function ContactsTab({ customerId }: { customerId: number }) {
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(contactsQuery(customerId));
  const count = data?.pages.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0;
  const more = (data?.pages.at(-1)?.next ?? null) !== null;
  return count === 0
    ? t(($) => $.contacts.tab)
    : t(($) => $.contacts.tabCount, { figure: `${count}${more ? '+' : ''}` });
}

/** The people at a customer (spec §4): the main contact first, who left last. */
export function ContactsPanel({ customerId, mayUnmask, onOpen, onForm }: ContactsPanelProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(contactsQuery(customerId));
  const actions = useContactActions(() => undefined);
  const [shown, setShown] = useState<readonly Contact[] | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);
  const unmask = useUnmaskContacts(setRefused);
  const [importing, setImporting] = useState(false);
  if (query.data === undefined) {
    return query.error === null ? (
      <div className={classes.cards}>
        {[0, 1, 2].map((at) => (
          <Skeleton key={at} height={120} animate={false} />
        ))}
      </div>
    ) : (
      <ErrorNote error={toAppError(query.error)} onRetry={() => void query.refetch()} />
    );
  }
  const rows = query.data.pages.flatMap((page) => page.rows);
  const abilities = query.data.pages[0]?.abilities ?? [];
  const mayAdd = abilities.includes('create');
  const mayExport = abilities.includes('export') && rows.length > 0;
  const masked = rows.some(({ sight }) => sight === 'masked');
  const data = new Map((shown ?? []).map((contact) => [contact.id, contact]));
  /** The record as it is now, with the data that were shown. */
  const withData = (contact: Contact): Contact => {
    const known = contact.sight === 'masked' ? data.get(contact.id) : undefined;
    if (known === undefined) return contact;
    const { phones, emails, wechat, qq, address } = known;
    return { ...contact, phones, emails, wechat, qq, address };
  };
  const exportAll = async () => {
    try {
      actions.exportCards(await contactIdsOf(customerId), rows[0]?.customerName ?? '');
    } catch (thrown) {
      setRefused(toAppError(thrown));
    }
  };
  const add = (
    <Button
      variant={rows.length === 0 ? 'filled' : 'default'}
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      onClick={() => onForm('new')}
    >
      {t(($) => $.contacts.actions.new)}
    </Button>
  );
  return (
    <>
      {query.error === null ? null : (
        <ErrorNote error={toAppError(query.error)} onRetry={() => void query.refetch()} />
      )}
      {rows.length === 0 ? (
        <EmptyState
          icon={<IconUsersGroup size={24} stroke={1.6} />}
          title={t(($) => $.contacts.list.empty)}
          text={t(($) => (mayAdd ? $.contacts.list.emptyText : $.contacts.list.emptyReadOnly))}
          action={
            mayAdd ? (
              <Group justify="center" gap="xs">
                {add}
                <Button
                  variant="default"
                  leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden />}
                  onClick={() => setImporting(true)}
                >
                  {t(($) => $.contacts.cards.import)}
                </Button>
              </Group>
            ) : undefined
          }
        />
      ) : (
        <>
          <div className={classes.toolbar}>
            {masked ? (
              <Text size="sm" c="var(--kc-dim)" role="status">
                {t(($) => (shown === null ? $.contacts.list.masked : $.contacts.list.shownNow))}
              </Text>
            ) : null}
            {masked && mayUnmask && shown === null ? (
              <Tooltip label={t(($) => $.contacts.list.unmaskHint)}>
                <Button
                  size="compact-sm"
                  variant="light"
                  leftSection={<IconEye size={14} aria-hidden />}
                  loading={unmask.isPending}
                  onClick={() => {
                    setRefused(null);
                    unmask.mutate({ customerId }, { onSuccess: setShown });
                  }}
                >
                  {t(($) => $.contacts.list.unmask)}
                </Button>
              </Tooltip>
            ) : null}
            <span className={classes.space} />
            {mayAdd ? add : null}
            {mayAdd || mayExport ? (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon size={32} variant="default" aria-label={t(($) => $.contacts.cards.menu)}>
                    <IconDots size={16} stroke={1.6} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {mayAdd ? (
                    <Menu.Item
                      leftSection={<IconFileImport size={16} stroke={1.6} />}
                      onClick={() => setImporting(true)}
                    >
                      {t(($) => $.contacts.cards.import)}
                    </Menu.Item>
                  ) : null}
                  {mayExport ? (
                    <Menu.Item
                      leftSection={<IconDownload size={16} stroke={1.6} />}
                      onClick={() => void exportAll()}
                    >
                      {t(($) => $.contacts.cards.exportAll)}
                    </Menu.Item>
                  ) : null}
                </Menu.Dropdown>
              </Menu>
            ) : null}
          </div>
          {refused === null ? null : <ErrorNote error={refused} />}
          <ul className={classes.cards} aria-label={t(($) => $.contacts.list.label)}>
            {rows.map((contact) => (
              <ContactCard
                key={contact.id}
                contact={withData(contact)}
                actions={actions}
                onOpen={() => onOpen(contact.id)}
                onEdit={() => onForm(contact.id)}
              />
            ))}
          </ul>
          {query.hasNextPage ? (
            <Group justify="center" p="sm">
              <Button
                variant="subtle"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t(($) => $.contacts.list.more)}
              </Button>
            </Group>
          ) : null}
        </>
      )}
      {actions.layer}
      <ImportCardsDialog
        opened={importing}
        customerId={customerId}
        known={rows}
        onClose={() => setImporting(false)}
      />
    </>
  );
}
