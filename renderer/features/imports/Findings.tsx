import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeSentence } from '#core/i18n/sentence.ts';
import {
  rowKinds,
  type CellProblem,
  type ImportStatus,
  type RowKind,
} from '#core/imports/imports.contract.ts';
import type { Language } from '#core/sessions/sessions.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './imports.module.css';
import { importQueries } from './queries.ts';

const figureOf = {
  rejected: 'rejected',
  duplicate: 'duplicates',
  similar: 'similar',
  warning: 'warned',
} as const;
/** In the order in which they matter. */
const shown: readonly RowKind[] = ['rejected', 'duplicate', 'similar', 'warning'];

/** The figures of a check or an import; each opens the list of its rows. */
export function Findings({ status }: { readonly status: ImportStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [kind, setKind] = useState<RowKind | null>(
    () => shown.find((one) => status[figureOf[one]] > 0) ?? null,
  );
  const first = status.state === 'done' ? 'created' : 'new';
  return (
    <section>
      <div className={classes.figures}>
        <div className={classes.figure} data-main>
          <span className={classes.number}>{format.number(status.created)}</span>
          <span>{t(($) => $.imports.kinds[first])}</span>
          <span className={classes.dim}>{t(($) => $.imports.hints[first])}</span>
        </div>
        {rowKinds.map((one) => (
          <button
            key={one}
            type="button"
            className={classes.figure}
            data-kind={one}
            aria-pressed={kind === one}
            disabled={status[figureOf[one]] === 0}
            onClick={() => setKind(one)}
          >
            <span className={classes.number}>{format.number(status[figureOf[one]])}</span>
            <span>{t(($) => $.imports.kinds[one])}</span>
            <span className={classes.dim}>{t(($) => $.imports.hints[one])}</span>
          </button>
        ))}
      </div>
      {kind !== null && <FoundRows key={kind} importId={status.importId} kind={kind} />}
    </section>
  );
}

function FoundRows({ importId, kind }: { readonly importId: number; readonly kind: RowKind }) {
  const { t } = useTranslation();
  const { language, number } = useFormat();
  const query = useInfiniteQuery(importQueries.rows(importId, kind));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  if (query.error !== null)
    return <ErrorNote error={toAppError(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <div className={classes.found}>
      <Text fz="sm" c="dimmed">
        {t(($) => $.imports.lists[kind])}
      </Text>
      <table className={classes.rows} aria-busy={query.isPending}>
        <thead>
          <tr>
            <th scope="col">{t(($) => $.imports.lists.row)}</th>
            <th scope="col">{t(($) => $.imports.lists.name)}</th>
            <th scope="col">{t(($) => $.imports.lists.reason)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className={classes.rowNumber}>{number(row.row)}</td>
              <td className={classes.breakable}>{row.name}</td>
              <td>
                {row.problems.map((problem) => (
                  <div key={`${problem.column ?? ''} ${problem.code}`} className={classes.breakable}>
                    {problemText(problem, language)}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t(($) => $.imports.lists.more)}
        </Button>
      )}
    </div>
  );
}

function problemText({ column, code, params }: CellProblem, language: Language): string {
  const text = codeSentence(code, params, language);
  return column === null ? text : language === 'en' ? `${column}: ${text}` : `${column}：${text}`;
}
