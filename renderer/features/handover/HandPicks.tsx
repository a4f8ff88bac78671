import { Badge, Button, Checkbox, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '#core/customers/customers.contract.ts';
import { useNames } from '../../lib/names.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './handover.module.css';
import type { DraftPlan } from './plan.ts';
import { handoverQueries } from './queries.ts';
import { useReceivers } from './RuleList.tsx';

interface HandPicksProps {
  readonly personId: number;
  readonly draft: DraftPlan;
  readonly onChange: (change: Partial<DraftPlan>) => void;
}

/** Customers picked one by one, or a searched page at a time, for a person or the pool. */
export function HandPicks({ personId, draft, onChange }: HandPicksProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const customers = useInfiniteQuery(handoverQueries.customers(personId, asked));
  const receivers = useReceivers(personId);
  const { picks } = draft;
  const give = (to: number | null) => {
    const next = new Map(picks);
    for (const id of selected) next.set(id, to);
    onChange({ picks: next });
    setSelected(new Set());
  };
  const rows = customers.data?.pages.flatMap((page) => page.rows) ?? [];
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  const some = rows.some(({ id }) => selected.has(id));
  return (
    <>
      <div className={classes.handTools}>
        <TextInput
          leftSection={<IconSearch size={16} />}
          placeholder={t(($) => $.handover.hand.search)}
          aria-label={t(($) => $.handover.hand.search)}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <ChoiceSelect
          aria-label={t(($) => $.handover.hand.give, { count: selected.size })}
          placeholder={t(($) => $.handover.hand.give, { count: selected.size })}
          disabled={selected.size === 0}
          options={receivers}
          value={null}
          onChange={(to) => {
            if (to !== null) give(to);
          }}
        />
        <Button variant="default" disabled={selected.size === 0} onClick={() => give(null)}>
          {t(($) => $.handover.hand.givePool)}
        </Button>
        {picks.size === 0 ? null : (
          <>
            <Text fz="sm">{t(($) => $.handover.hand.given, { count: picks.size })}</Text>
            <Button variant="subtle" onClick={() => onChange({ picks: new Map() })}>
              {t(($) => $.handover.hand.clear)}
            </Button>
          </>
        )}
      </div>
      <QueryView query={customers} lines={4}>
        {() =>
          rows.length === 0 ? (
            <Text fz="sm">{t(($) => $.handover.hand.none)}</Text>
          ) : (
            <div
              className={classes.handList}
              data-stale={customers.isPlaceholderData || undefined}
              role="region"
              tabIndex={0}
              aria-label={t(($) => $.handover.hand.list)}
            >
              <ul>
                <li>
                  <Checkbox
                    label={t(($) => $.handover.hand.selectAll)}
                    checked={all}
                    indeterminate={some && !all}
                    onChange={() => setSelected(all ? new Set() : new Set(rows.map(({ id }) => id)))}
                  />
                </li>
                {rows.map((row) => (
                  <PickLine
                    key={row.id}
                    row={row}
                    to={picks.get(row.id)}
                    selected={selected.has(row.id)}
                    onToggle={() => {
                      const next = new Set(selected);
                      if (!next.delete(row.id)) next.add(row.id);
                      setSelected(next);
                    }}
                  />
                ))}
              </ul>
              {customers.hasNextPage ? (
                <Button
                  fullWidth
                  variant="subtle"
                  loading={customers.isFetchingNextPage}
                  onClick={() => void customers.fetchNextPage()}
                >
                  {t(($) => $.handover.hand.more)}
                </Button>
              ) : null}
            </div>
          )
        }
      </QueryView>
    </>
  );
}

interface PickLineProps {
  readonly row: CustomerRow;
  /** undefined: not picked; null: to the pool. */
  readonly to: number | null | undefined;
  readonly selected: boolean;
  readonly onToggle: () => void;
}

function PickLine({ row, to, selected, onToggle }: PickLineProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const { name, number, level, status } = row;
  return (
    <li>
      <Checkbox
        className={classes.handName}
        checked={selected}
        onChange={onToggle}
        label={
          <>
            {name}{' '}
            <Text component="span" fz="xs" c="dimmed">
              {[
                number,
                level === null ? '' : t(($) => $.customers.levels[level]),
                status === null ? '' : t(($) => $.customers.statuses[status]),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </>
        }
      />
      {to === undefined ? null : (
        <Badge variant="default">
          {t(($) => $.handover.hand.to, { name: to === null ? t(($) => $.handover.rule.pool) : nameOf(to) })}
        </Badge>
      )}
    </li>
  );
}
