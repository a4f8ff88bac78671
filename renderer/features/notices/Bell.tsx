import { ActionIcon, Button, Indicator, Popover, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#core/notices/notices.contract.ts';
import { useBellAsked } from '../../lib/bell.ts';
import { useFormat } from '../../lib/format.ts';
import { useFallsBackWords } from '../../lib/falls-back.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { useMarkRead } from './mutations.ts';
import classes from './notices.module.css';
import { noticeQueries } from './queries.ts';
import { noticePath, useNoticeWords } from './use-notice-words.ts';

interface BellProps {
  /** What else waits: counted with the notices and shown above them. */
  readonly also?: number;
  readonly alsoContent?: (close: () => void) => ReactNode;
}

/** What others did that concerns me: a number while something is unread, the list behind it. */
export function Bell({ also = 0, alsoContent }: BellProps) {
  const { t } = useTranslation();
  const [open, popover] = useDisclosure(false);
  const asked = useBellAsked(({ times }) => times);
  const { open: show } = popover;
  useEffect(() => {
    if (asked > 0) show();
  }, [asked, show]);
  const unread = useQuery(noticeQueries.unread());
  const news = unread.data?.count ?? 0;
  const count = news + also;
  const label = count === 0 ? t(($) => $.notices.label) : t(($) => $.notices.labelUnread, { count });
  return (
    <Popover
      opened={open}
      onChange={popover.toggle}
      position="bottom-end"
      width={360}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Indicator disabled={count === 0} label={count > 99 ? '99+' : count} size={16} offset={6} color="red">
        <Popover.Target>
          <ActionIcon size={32} aria-label={label} onClick={popover.toggle}>
            <IconBell size={18} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        {alsoContent?.(popover.close)}
        <Notices unread={news} onClose={popover.close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Notices({ unread, onClose }: { unread: number; onClose: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const notices = useInfiniteQuery(noticeQueries.list());
  const markRead = useMarkRead();
  const open = (notice: Notice) => {
    if (!notice.read) markRead.mutate({ ids: [notice.id] });
    onClose();
    const path = noticePath(notice);
    if (path !== null) router.history.push(path);
  };
  return (
    <section aria-label={t(($) => $.notices.label)}>
      <header className={classes.head}>
        <Text fw={600}>{t(($) => $.notices.label)}</Text>
        {unread === 0 ? null : (
          <Button size="compact-sm" variant="subtle" onClick={() => markRead.mutate({ ids: 'all' })}>
            {t(($) => $.notices.readAll)}
          </Button>
        )}
      </header>
      <div className={classes.list}>
        <QueryView query={notices} lines={3}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            return rows.length === 0 ? (
              <div className={classes.empty}>
                <Text fw={500}>{t(($) => $.notices.empty)}</Text>
                <Text size="sm" c="dimmed">
                  {t(($) => $.notices.emptyText)}
                </Text>
              </div>
            ) : (
              <ul>
                {rows.map((notice) => (
                  <NoticeLine key={notice.id} notice={notice} onOpen={() => open(notice)} />
                ))}
              </ul>
            );
          }}
        </QueryView>
        {notices.data !== undefined && notices.error !== null ? (
          <ErrorNote error={toAppError(notices.error)} onRetry={() => void notices.refetch()} />
        ) : null}
        {notices.hasNextPage ? (
          <Button
            fullWidth
            variant="subtle"
            loading={notices.isFetchingNextPage}
            onClick={() => void notices.fetchNextPage()}
          >
            {t(($) => $.notices.more)}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { why } = useFallsBackWords();
  const wordsOf = useNoticeWords();
  const { rule, days, count } = notice.details ?? {};
  return (
    <li data-unread={!notice.read || undefined}>
      <UnstyledButton className={classes.notice} onClick={onOpen}>
        <span className={classes.what}>{wordsOf(notice)}</span>
        {count === undefined || notice.customerId !== null ? (
          <span className={classes.customer}>
            {notice.customerName === '' ? t(($) => $.notices.gone) : notice.customerName}
          </span>
        ) : null}
        <span className={classes.more}>
          {[
            rule === undefined || days === undefined ? '' : why(rule, days),
            notice.reason,
            format.instant(notice.at),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </UnstyledButton>
    </li>
  );
}
