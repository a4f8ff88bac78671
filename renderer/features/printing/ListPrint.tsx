import { Checkbox, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportWhat } from '#core/exports/exports.contract.ts';
import { mostPrinted } from '#core/printing/printing.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { isSummed, listBlocks, type ListShape } from './list-document.ts';
import { Preview } from './Preview.tsx';
import { printingQueries } from './queries.ts';
import { useHeadTexts, usePaperFrame, type Said } from './use-paper-words.ts';

type CustomersAsked = Extract<ExportWhat, { noun: 'customers' }>;

/** A list of customers as it stands on the screen. */
export interface ListToPrint {
  readonly kind: 'list';
  readonly title: string;
  /** The conditions that hold, in words. */
  readonly said: readonly Said[];
  readonly asked: Omit<CustomersAsked, 'ids' | 'noun'>;
  /** The rows of the page in view, and those that are selected. */
  readonly page: readonly number[];
  readonly selected: readonly number[];
}

const ranges = ['all', 'selected', 'page'] as const;
type Range = (typeof ranges)[number];

export function ListPrint({
  list,
  opened,
  onClose,
}: {
  list: ListToPrint;
  opened: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const frame = usePaperFrame();
  const headTexts = useHeadTexts();
  const [noun, setNoun] = useState<'customers' | 'contacts'>('customers');
  const [range, setRange] = useState<Range>(list.selected.length > 0 ? 'selected' : 'all');
  const [title, setTitle] = useState(list.title);
  const [shape, setShape] = useState<ListShape>({
    groupBy: null,
    numbered: true,
    sums: true,
    pageSums: false,
    capitals: false,
  });
  const { query, sort, columns: asked } = list.asked;
  const ids = range === 'selected' ? list.selected : range === 'page' ? list.page : undefined;
  const chosen = { query, sort, ...(ids !== undefined && { ids: [...ids] }) };
  const gathered = useQuery(
    printingQueries.rows(
      opened,
      noun === 'contacts' ? { noun, ...chosen } : { noun, ...chosen, columns: asked },
      format.language,
    ),
  );
  const { data } = gathered;
  const columns = data?.columns ?? [];
  const summed = columns.some(isSummed);
  const printed = useMemo(() => {
    if (data === undefined) return null;
    const figure = t(($) => $.printing.counts[noun], {
      count: data.rows.length,
      figure: format.number(data.rows.length),
    });
    const blocks = listBlocks(data.columns, data.rows, shape, {
      nth: t(($) => $.printing.nth),
      none: t(($) => $.printing.noValue),
      group: (name, rows) => t(($) => $.printing.group, { name, figure: format.number(rows) }),
      groupSum: t(($) => $.printing.groupSum),
      pageSum: t(($) => $.printing.pageSum),
      total: t(($) => $.printing.total),
      capitals: (column, amount) => t(($) => $.printing.capitals, { column, amount }),
    });
    const head = headTexts(list.said, figure);
    return frame(title.trim() === '' ? list.title : title, [
      { kind: 'title', text: title },
      { kind: 'head', texts: head },
      ...(data.rows.length === 0 ? [{ kind: 'note' as const, text: t(($) => $.printing.nothing) }] : blocks),
    ]);
  }, [data, shape, t, format, noun, list, title, frame, headTexts]);
  const notes =
    data === undefined
      ? []
      : [
          ...(data.leftOut > 0
            ? [t(($) => $.printing.leftOut, { count: data.leftOut, figure: format.number(data.leftOut) })]
            : []),
          ...(data.more ? [t(($) => $.printing.tooMany, { figure: format.number(mostPrinted) })] : []),
        ];
  const possible = ranges.filter(
    (one) => one === 'all' || (one === 'selected' ? list.selected.length > 0 : list.page.length > 0),
  );
  const flag = (key: 'numbered' | 'sums' | 'pageSums' | 'capitals') => (
    <Checkbox
      key={key}
      label={t(($) => $.printing.flags[key])}
      checked={shape[key]}
      onChange={(event) => setShape({ ...shape, [key]: event.currentTarget.checked })}
    />
  );
  return (
    <Preview
      kind={noun}
      document={printed}
      token={data?.token ?? null}
      rows={data?.rows.length ?? 0}
      columnsWidth={columns.reduce((sum, { width }) => sum + width, 0)}
      notes={notes}
      error={gathered.error === null ? null : toAppError(gathered.error)}
      onRetry={() => void gathered.refetch()}
      onClose={onClose}
      options={
        <Stack gap="sm">
          <SegmentedControl
            fullWidth
            aria-label={t(($) => $.printing.what)}
            value={noun}
            onChange={(value) => {
              setNoun(value === 'contacts' ? 'contacts' : 'customers');
              setShape({ ...shape, groupBy: null });
            }}
            data={(['customers', 'contacts'] as const).map((value) => ({
              value,
              label: t(($) => $.printing.nouns[value]),
            }))}
          />
          <Select
            label={t(($) => $.printing.range)}
            allowDeselect={false}
            value={range}
            data={possible.map((value) => ({
              value,
              label: t(($) => $.printing.ranges[value], {
                figure: format.number(value === 'selected' ? list.selected.length : list.page.length),
              }),
            }))}
            onChange={(value) => setRange(possible.find((one) => one === value) ?? 'all')}
          />
          <TextInput
            label={t(($) => $.printing.title)}
            maxLength={80}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Select
            label={t(($) => $.printing.groupBy)}
            placeholder={t(($) => $.printing.ungrouped)}
            clearable
            searchable={columns.length > 7}
            value={shape.groupBy === null ? null : String(shape.groupBy)}
            data={columns.flatMap((column, at) =>
              isSummed(column) ? [] : [{ value: String(at), label: column.title }],
            )}
            onChange={(value) => setShape({ ...shape, groupBy: value === null ? null : Number(value) })}
          />
          <Stack gap={6}>
            {flag('numbered')}
            {summed ? (['sums', 'pageSums'] as const).map(flag) : null}
            {columns.some(({ kind }) => kind === 'money') ? flag('capitals') : null}
          </Stack>
        </Stack>
      }
    />
  );
}
