import { Badge, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Share } from '#core/sharing/sharing.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { RecordTable, type RecordColumn } from '../../ui/RecordTable.tsx';
import { useSharingMutations } from './mutations.ts';
import classes from './sharing.module.css';
import { ShareDialog, type ShareQuestion } from './ShareDialog.tsx';

interface ShareTableProps {
  readonly label: string;
  readonly shares: readonly Share[];
  /** Of several customers: their names stand first. */
  readonly withCustomer: boolean;
}

/** Shares with whom, how and until when; each can be changed and ended. */
export function ShareTable({ label, shares, withCustomer }: ShareTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const confirm = useConfirm();
  const mutations = useSharingMutations();
  const [asked, setAsked] = useState<ShareQuestion | null>(null);
  const columns: readonly RecordColumn<Share>[] = [
    ...(withCustomer
      ? [
          {
            key: 'customer',
            title: t(($) => $.customers.fields.name),
            cell: (share: Share) => (
              <Link
                className={classes.customer}
                to="/customers/$id"
                params={{ id: String(share.customerId) }}
              >
                {share.customerName}
              </Link>
            ),
          },
        ]
      : []),
    { key: 'person', title: t(($) => $.sharing.with), cell: (share) => nameOf(share.personId) },
    {
      key: 'mode',
      title: t(($) => $.sharing.mode),
      cell: (share) => (
        <Group gap={6}>
          {t(($) => $.customers.shareModes[share.mode])}
          {share.money ? <Badge color="gray">{t(($) => $.sharing.withMoney)}</Badge> : null}
        </Group>
      ),
    },
    {
      key: 'until',
      title: t(($) => $.sharing.until),
      cell: (share) =>
        share.endedAt !== null ? (
          <Text size="sm" c="dimmed">
            {t(($) => $.sharing.endedOn, { when: format.instant(share.endedAt) })}
          </Text>
        ) : share.untilOn === null ? (
          t(($) => $.customers.shareUnlimited)
        ) : share.running ? (
          format.day(share.untilOn)
        ) : (
          <Text size="sm" c="dimmed">
            {t(($) => $.sharing.over, { day: format.day(share.untilOn) })}
          </Text>
        ),
    },
    {
      key: 'since',
      title: t(($) => $.sharing.since),
      cell: (share) => (
        <span title={format.full(share.createdAt)}>
          {t(($) => $.sharing.sinceBy, { when: format.instant(share.createdAt), name: nameOf(share.byId) })}
        </span>
      ),
    },
  ];
  const end = async (share: Share) => {
    const yes = await confirm({
      title: t(($) => $.sharing.endTitle),
      text: t(($) => $.sharing.endText, { name: nameOf(share.personId), customer: share.customerName }),
      action: t(($) => $.sharing.end),
      danger: true,
    });
    if (yes)
      mutations.end.mutate({ ids: [share.id] }, { onSuccess: () => notifyDone(t(($) => $.sharing.ended)) });
  };
  return (
    <>
      <RecordTable
        label={label}
        columns={columns}
        rows={shares}
        keyOf={(share) => share.id}
        faded={(share) => !share.running}
        actions={(share) =>
          share.endedAt === null && share.running ? (
            <Group gap={6} wrap="nowrap" justify="flex-end">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t(($) => $.sharing.changeLabel, { name: nameOf(share.personId) })}
                onClick={() => setAsked({ share })}
              >
                {t(($) => $.sharing.change)}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                color="red"
                aria-label={t(($) => $.sharing.endLabel, { name: nameOf(share.personId) })}
                onClick={() => void end(share)}
              >
                {t(($) => $.sharing.end)}
              </Button>
            </Group>
          ) : null
        }
      />
      <ShareDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
