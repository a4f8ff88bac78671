import { IconBuildingSkyscraper, type Icon } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { readSetting, writeSetting } from '../lib/device-settings.ts';
import { useNames } from '../lib/names.ts';
import { usePinyinMatch } from '../lib/pinyin.ts';
import { orpc } from '../lib/rpc.ts';
import { useMe } from '../lib/session.ts';
import { useStart, type Command } from './commands.ts';
import { holdsAny, type PageEntry } from './navigation.ts';

export interface Hit {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: Icon;
  readonly target:
    | { readonly customer: number; readonly mayLog?: boolean }
    | { readonly page: PageEntry }
    | { readonly command: Command };
}

export interface HitGroup {
  readonly title: string;
  readonly hits: readonly Hit[];
}

const recentSchema = z.array(z.object({ key: z.string(), label: z.string(), hint: z.string() })).max(8);
type Recent = z.infer<typeof recentSchema>;

function readRecent(personId: number): Recent {
  const kept = recentSchema.safeParse(readSetting(`recent.${personId}`));
  return kept.success ? kept.data : [];
}

interface Asked {
  readonly text: string;
  /** The text after a moment's rest: what goes to the service. */
  readonly asked: string;
  readonly commands: readonly Command[];
  readonly pages: readonly PageEntry[];
}

/** What quick search offers for a text, in groups; without a text what was used last, then the pages. */
export function useQuickHits({ text, asked, commands, pages }: Asked) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const start = useStart();
  const { nameOf } = useNames();
  const matches = usePinyinMatch(true);
  const [recent] = useState(() => readRecent(me.id));
  const seesCustomers = holdsAny(me, ['customers.see', 'customers.exists', 'pool.see']);
  const found = useQuery(
    orpc.customers.quick.queryOptions({
      input: { search: asked, limit: 8 },
      enabled: seesCustomers && asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const customers = text === '' || !seesCustomers ? undefined : found.data;

  const groups = useMemo((): readonly HitGroup[] => {
    const pageHits = pages.map((page): Hit => ({
      key: `page:${page.key}`,
      label: t(($) => $.common.nav[page.key]),
      hint: t(($) => $.common.nav[page.group]),
      icon: page.icon,
      target: { page },
    }));
    const commandHits = commands.map((command): Hit => ({
      key: `command:${command.id}`,
      label: command.label,
      hint: t(($) => $.common.top.new),
      icon: command.icon,
      target: { command },
    }));
    const fitting = (hits: readonly Hit[]) =>
      text === '' ? hits : hits.filter((hit) => matches(hit.label, text));
    const known = new Map([...pageHits, ...commandHits].map((hit) => [hit.key, hit]));
    const recentHits =
      text === ''
        ? recent.flatMap((entry): Hit[] => {
            const id = /^customer:(\d+)$/.exec(entry.key)?.[1];
            const local = known.get(entry.key);
            if (local !== undefined) return [local];
            if (id === undefined || !seesCustomers) return [];
            return [{ ...entry, icon: IconBuildingSkyscraper, target: { customer: Number(id) } }];
          })
        : [];
    const used = new Set(recentHits.map((hit) => hit.key));
    const customerHits = (customers ?? []).map((row): Hit => ({
      key: `customer:${row.id}`,
      label: row.name,
      hint: `${row.number} · ${row.ownerId === null ? t(($) => $.common.search.unclaimed) : nameOf(row.ownerId)}`,
      icon: IconBuildingSkyscraper,
      target: { customer: row.id, mayLog: row.abilities.includes('log') },
    }));
    const rest = (hits: readonly Hit[]) => fitting(hits).filter((hit) => !used.has(hit.key));
    return [
      { title: t(($) => $.common.search.recent), hits: recentHits },
      { title: t(($) => $.common.search.customers), hits: customerHits },
      { title: t(($) => $.common.search.pages), hits: rest(pageHits) },
      { title: t(($) => $.common.search.commands), hits: rest(commandHits) },
    ].filter((group) => group.hits.length > 0);
  }, [commands, customers, matches, nameOf, pages, recent, seesCustomers, t, text]);

  const hits = useMemo(() => groups.flatMap((group) => group.hits), [groups]);
  const open = (hit: Hit) => {
    const entry = { key: hit.key, label: hit.label, hint: hit.hint };
    writeSetting(`recent.${me.id}`, [entry, ...recent.filter((other) => other.key !== hit.key)].slice(0, 8));
    if ('customer' in hit.target) {
      void navigate({ to: '/customers/$id', params: { id: String(hit.target.customer) } });
    } else if ('page' in hit.target) void navigate({ to: hit.target.page.to });
    else start(hit.target.command);
  };
  const searching = seesCustomers && text !== '' && (text !== asked || found.isFetching);
  return { groups, hits, searching, open };
}
