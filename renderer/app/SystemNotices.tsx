import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { groupOfNotice } from '#core/notices/groups.contract.ts';
import { snoozedUntil } from '../features/interactions/days.ts';
import { useTaskMutations } from '../features/interactions/mutations.ts';
import { remindersQuery } from '../features/interactions/queries.ts';
import { noticeQueries } from '../features/notices/queries.ts';
import { noticePath, useNoticeWords } from '../features/notices/use-notice-words.ts';
import { usePreferences } from '../lib/preferences.ts';
import { openBell } from '../lib/bell.ts';
import { useMe, useSession } from '../lib/session.ts';
import { openSystemNotices, type SystemNotices as Channel } from '../lib/system-notices.ts';
import { holdsAny } from './navigation.ts';

const reminderKey = /^reminder (\d+) /;

/**
 * Has the system show what the bell gets anew and the reminders that come, in the desktop program. Every window asks;
 * the program shows each once. Nothing while the screen is locked: a customer's name is nobody else's.
 */
export function SystemNotices() {
  const { t } = useTranslation();
  const router = useRouter();
  const wordsOf = useNoticeWords();
  const me = useMe();
  const locked = useSession(({ locked: isLocked, lost }) => isLocked || lost);
  const muted = usePreferences()?.muted;
  const notices = useInfiniteQuery(noticeQueries.list());
  const reminders = useQuery({
    ...remindersQuery(),
    enabled: holdsAny(me, ['customers.see', 'pool.see']),
  }).data?.rows;
  const { remind } = useTaskMutations();
  const channel = useRef<Channel | null>(null);
  const snooze = remind.mutate;

  useEffect(() => {
    const opened = openSystemNotices(({ key, path, answer }) => {
      const task = Number(reminderKey.exec(key)?.[1] ?? 0);
      if (answer === 'snooze') {
        if (task > 0) snooze({ id: task, at: snoozedUntil('tenMinutes', new Date()) });
      } else if (task > 0) openBell();
      else router.history.push(path);
    });
    channel.current = opened;
    return () => {
      channel.current = null;
      opened.close();
    };
  }, [router, snooze]);

  // What was there when this window opened is no news.
  const known = useRef<number | null>(null);
  const rows = notices.data?.pages[0]?.rows;
  useEffect(() => {
    if (rows === undefined || muted === undefined) return;
    const newest = rows[0]?.id ?? 0;
    const before = known.current;
    known.current = Math.max(before ?? 0, newest);
    if (before === null || locked) return;
    const fresh = rows.filter(
      ({ id, read, kind }) => id > before && !read && !muted.includes(groupOfNotice[kind]),
    );
    for (const notice of fresh.toReversed()) {
      channel.current?.show({
        key: `notice ${notice.id}`,
        title: wordsOf(notice),
        body: [notice.customerName, notice.reason].filter(Boolean).join('\n').slice(0, 500),
        path: noticePath(notice) ?? '/',
        snooze: null,
      });
    }
  }, [rows, muted, locked, wordsOf]);

  useEffect(() => {
    if (reminders === undefined || muted === undefined || locked || muted.includes('reminders')) return;
    for (const { id, what, customerName, remindAt } of reminders) {
      channel.current?.show({
        key: `reminder ${id} ${remindAt ?? ''}`,
        title: what.slice(0, 200),
        body: customerName.slice(0, 500),
        path: '/today',
        snooze: t(($) => $.interactions.bell.snoozeTenMinutes),
      });
    }
  }, [reminders, muted, locked, t]);
  return null;
}
