import { Button, Checkbox, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportWhat } from '#core/exports/exports.contract.ts';
import { mostPrinted } from '#core/printing/printing.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { fromQuery } from './from-query.ts';
import { isSummed, listBlocks, type ListShape } from './list-document.ts';
import { Preview } from './Preview.tsx';
import { printingQueries } from './queries.ts';
import { RangeSelect, useRange } from './RangeSelect.tsx';
import { usePrintSetup } from './use-print-setup.ts';
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

export function ListPrint({
  list,
  noun: first = 'customers',
  opened,
  onAddresses,
  onClose,
}: {
  list: ListToPrint;
  noun?: 'customers' | 'contacts';
  opened: number;
  /** Goes on with envelopes and labels for the same list. */
  onAddresses?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const setup = usePrintSetup();
  const headTexts = useHeadTexts();
  const [noun, setNoun] = useState<'customers' | 'contacts'>(first);
  const frame = usePaperFrame(noun);
  const [range, ids, setRange] = useRange(list);
  const [typed, setTyped] = useState<string | null>(null);
  const { templateOf } = setup;
  const usualTitle = templateOf(noun).title || list.title;
  const title = typed ?? usualTitle;
  const [shape, setShape] = useState<ListShape>({
    groupBy: null,
    numbered: true,
    sums: true,
    pageSums: false,
    capitals: false,
  });
  const { query, sort, columns: asked } = list.asked;
  const chosen = { query, sort, ...(ids !== undefined && { ids: [...ids] }) };
  const gathered = useQuery(
    printingQueries.rows(
      opened,
      noun === 'contacts' ? { noun, ...chosen } : { noun, ...chosen, columns: asked },
      format.language,
    ),
  );
  const { data } = gathered;
  const table = useMemo(() => {
    if (data === undefined) return null;
    const hidden = new Set(templateOf(noun).hidden);
    // Something must be left to print.
    const kept = data.columns.flatMap(({ key }, at) => (hidden.has(key) ? [] : [at]));
    const places = kept.length > 0 ? kept : [0];
    return {
      columns: places.flatMap((at) => data.columns[at] ?? []),
      rows: data.rows.map((row) => places.map((at) => row[at] ?? null)),
    };
  }, [data, templateOf, noun]);
  const columns = table?.columns ?? [];
  const summed = columns.some(isSummed);
  const printed = useMemo(() => {
    if (data === undefined || table === null || setup.loading) return null;
    const figure = t(($) => $.printing.counts[noun], {
      count: data.rows.length,
      figure: format.number(data.rows.length),
    });
    const blocks = listBlocks(table.columns, table.rows, shape, {
      nth: t(($) => $.printing.nth),
      none: t(($) => $.printing.noValue),
      group: (name, rows) => t(($) => $.printing.group, { name, figure: format.number(rows) }),
      groupSum: t(($) => $.printing.groupSum),
      pageSum: t(($) => $.printing.pageSum),
      total: t(($) => $.printing.total),
      capitals: (column, amount) => t(($) => $.printing.capitals, { column, amount }),
    });
    const head = headTexts(list.said, figure);
    return frame(title.trim() === '' ? usualTitle : title, [
      { kind: 'title', text: title },
      { kind: 'head', texts: head },
      ...(data.rows.length === 0 ? [{ kind: 'note' as const, text: t(($) => $.printing.nothing) }] : blocks),
    ]);
  }, [data, table, setup.loading, shape, t, format, noun, list, title, usualTitle, frame, headTexts]);
  const notes =
    data === undefined
      ? []
      : [
          ...(data.leftOut > 0
            ? [t(($) => $.printing.leftOut, { count: data.leftOut, figure: format.number(data.leftOut) })]
            : []),
          ...(data.more ? [t(($) => $.printing.tooMany, { figure: format.number(mostPrinted) })] : []),
        ];
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
      {...fromQuery(gathered)}
      rows={data?.rows.length ?? 0}
      columnsWidth={columns.reduce((sum, { width }) => sum + width, 0)}
      notes={notes}
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
          {onAddresses === undefined ? null : (
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconMail size={16} stroke={1.6} aria-hidden />}
              onClick={onAddresses}
            >
              {t(($) => $.printing.addresses.open)}
            </Button>
          )}
          <RangeSelect list={list} range={range} onChange={setRange} />
          <TextInput
            label={t(($) => $.printing.title)}
            maxLength={80}
            value={title}
            onChange={(event) => setTyped(event.currentTarget.value)}
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
