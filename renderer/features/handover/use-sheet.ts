import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet, SheetRow } from '#core/handover/handover.contract.ts';
import type { Block, TableBlock } from '#core/printing/engine/document.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { toAppError } from '../../lib/rpc.ts';
import { handoverQueries } from './queries.ts';

interface SheetDocument {
  readonly title: string;
  /** null while its rows are on their way. */
  readonly blocks: readonly Block[] | null;
  readonly rows: number;
  readonly error: AppError | null;
  readonly retry: () => void;
}

/** The sheet that is printed and signed (spec §12), as a document. */
export function useSheet(id: number): SheetDocument {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const sheet = useInfiniteQuery(handoverQueries.sheet(id));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, error, refetch } = sheet;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, error]);
  const blocksOf = useSheetBlocks();
  const [first] = data?.pages ?? [];
  const complete = first !== undefined && !hasNextPage;
  const blocks = useMemo(
    () =>
      complete && data !== undefined
        ? blocksOf(
            first,
            data.pages.flatMap(({ rows }) => rows),
          )
        : null,
    [complete, first, data, blocksOf],
  );
  const title = t(($) => $.handover.sheet.title);
  return {
    title: first === undefined ? title : `${title} ${nameOf(first.handover.personId)}`,
    blocks,
    rows: first?.handover.customers ?? 0,
    error: error === null ? null : toAppError(error),
    retry: () => void refetch(),
  };
}

function useSheetBlocks() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  return useMemo(() => {
    const receiver = (id: number | null) => (id === null ? t(($) => $.handover.sheet.pool) : nameOf(id));
    const figures = ({ handover, outcomes }: Sheet): TableBlock => ({
      kind: 'table',
      pageSum: null,
      columns: [
        { title: t(($) => $.handover.sheet.receiver), width: 300 },
        { title: t(($) => $.handover.sheet.count), width: 100, align: 'end' },
      ],
      rows: [
        ...handover.receivers.map(({ personId, customers }) => ({
          style: 'row' as const,
          cells: [receiver(personId), format.number(customers)],
        })),
        {
          style: 'total',
          cells: [t(($) => $.handover.sheet.total), format.number(handover.customers)],
        },
        ...outcomes.map(({ key, count }) => ({
          style: 'row' as const,
          cells: [t(($) => $.handover.outcomes[key]), format.number(count)],
        })),
      ],
    });
    const part = (title: string, rows: readonly SheetRow[]): readonly Block[] =>
      rows.length === 0
        ? []
        : [
            { kind: 'heading', text: title },
            {
              kind: 'table',
              pageSum: null,
              columns: [
                { title: t(($) => $.handover.sheet.nth), width: 44 },
                { title: t(($) => $.handover.sheet.number), width: 90 },
                { title: t(($) => $.handover.sheet.name), width: 300 },
                { title: t(($) => $.handover.sheet.level), width: 50 },
                { title: t(($) => $.handover.sheet.status), width: 80 },
                { title: t(($) => $.handover.sheet.tasks), width: 56, align: 'end' },
              ],
              rows: rows.map((row, at) => ({
                style: 'row',
                cells: [
                  format.number(at + 1),
                  row.number,
                  row.name,
                  row.level ?? '',
                  t(($) => $.customers.statuses[row.status]),
                  row.tasks === 0 ? '' : format.number(row.tasks),
                ],
              })),
            },
          ];
    return (sheet: Sheet, rows: readonly SheetRow[]): readonly Block[] => {
      const { handover, office, named } = sheet;
      const { personId: leaver, byId, at, reason, undoneAt, receivers } = handover;
      const signed = t(($) => $.handover.sheet.signed);
      const takers = receivers.flatMap(({ personId }) => personId ?? []);
      return [
        { kind: 'title', text: t(($) => $.handover.sheet.title) },
        {
          kind: 'facts',
          facts: [
            { label: t(($) => $.handover.sheet.office), value: office },
            { label: t(($) => $.handover.sheet.person), value: nameOf(leaver) },
            { label: t(($) => $.handover.sheet.date), value: format.full(at) },
            { label: t(($) => $.handover.sheet.by), value: nameOf(byId) },
            ...(reason === null
              ? []
              : [{ label: t(($) => $.handover.sheet.reason), value: reason, wide: true }]),
          ],
        },
        ...(undoneAt === null
          ? []
          : [
              {
                kind: 'heading' as const,
                text: t(($) => $.handover.sheet.undone, { when: format.full(undoneAt) }),
              },
            ]),
        { kind: 'heading', text: t(($) => $.handover.sheet.receivers) },
        figures(sheet),
        ...(named ? [] : [{ kind: 'note' as const, text: t(($) => $.handover.sheet.figuresOnly) }]),
        ...receivers.flatMap(({ personId, customers }) =>
          part(
            t(($) => $.handover.sheet.part, {
              name: receiver(personId),
              number: format.number(customers),
            }),
            rows.filter((row) => row.personId === personId && !row.deleted),
          ),
        ),
        ...part(
          t(($) => $.handover.kinds.deletedCustomers),
          rows.filter(({ deleted }) => deleted),
        ),
        {
          kind: 'signatures',
          people: [
            { role: t(($) => $.handover.sheet.giver), name: nameOf(leaver), signed },
            ...takers.map((id) => ({ role: t(($) => $.handover.sheet.taker), name: nameOf(id), signed })),
            { role: t(($) => $.handover.sheet.superior), name: '', signed },
          ],
        },
      ];
    };
  }, [t, format, nameOf]);
}
