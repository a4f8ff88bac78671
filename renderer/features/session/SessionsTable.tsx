import { Badge, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '#core/sessions/sessions.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { RecordTable, type RecordColumn } from '../../ui/RecordTable.tsx';
import { useEndSession } from './mutations.ts';
import classes from './session.module.css';

const doors = ['ipc', 'http', 'direct'] as const;

/** Where one is signed in; every one but the present can be ended. */
export function SessionsTable({ sessions }: { readonly sessions: readonly SessionEntry[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const end = useEndSession();
  const columns: readonly RecordColumn<SessionEntry>[] = [
    {
      key: 'device',
      title: t(($) => $.session.me.device),
      cell: (session) => (
        <span className={classes.device}>
          {session.device}
          {session.present && <Badge color="teal">{t(($) => $.session.me.present)}</Badge>}
        </span>
      ),
    },
    {
      key: 'door',
      title: t(($) => $.session.me.door),
      cell: (session) => {
        const door = doors.find((known) => known === session.door);
        return door === undefined ? session.door : t(($) => $.session.me.doors[door]);
      },
    },
    {
      key: 'since',
      title: t(($) => $.session.me.since),
      cell: (session) => (
        <span title={format.full(session.createdAt)}>{format.instant(session.createdAt)}</span>
      ),
    },
    {
      key: 'lastSeen',
      title: t(($) => $.session.me.lastSeen),
      cell: (session) => (
        <Text c="dimmed" title={format.full(session.lastSeenAt)}>
          {format.instant(session.lastSeenAt)}
        </Text>
      ),
    },
  ];
  return (
    <RecordTable
      label={t(($) => $.session.me.sessions)}
      columns={columns}
      rows={sessions}
      keyOf={(session) => session.id}
      actions={(session) =>
        !session.present && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t(($) => $.session.me.endLabel, { device: session.device })}
            onClick={() =>
              end.mutate({ id: session.id }, { onSuccess: () => notifyDone(t(($) => $.session.me.ended)) })
            }
          >
            {t(($) => $.session.me.end)}
          </Button>
        )
      }
    />
  );
}
