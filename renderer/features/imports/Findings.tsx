import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportStatus, RowKind } from '#core/imports/imports.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { FoundRows } from './FoundRows.tsx';
import classes from './imports.module.css';

const figureOf = {
  new: 'created',
  updated: 'updated',
  rejected: 'rejected',
  duplicate: 'duplicates',
  similar: 'similar',
  warning: 'warned',
} as const;
/** In the order in which they matter. */
const shown: readonly Exclude<RowKind, 'new'>[] = ['rejected', 'duplicate', 'similar', 'warning', 'updated'];

/** The figures of a check or an import; each opens the list of its rows. */
export function Findings({ status }: { readonly status: ImportStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setKind] = useState<RowKind | null>(null);
  const { created } = status;
  const checked = status.state === 'checked';
  const kind =
    chosen !== null && status[figureOf[chosen]] > 0
      ? chosen
      : (shown.find((one) => status[figureOf[one]] > 0) ?? null);
  const first = checked ? 'new' : 'created';
  const main = (
    <>
      <span className={classes.number}>{format.number(created)}</span>
      <span>{t(($) => $.imports.nouns[status.noun][first])}</span>
      <span className={classes.dim}>{t(($) => $.imports.nouns[status.noun].hints[first])}</span>
    </>
  );
  return (
    <section>
      <div className={classes.figures}>
        {checked ? (
          <button
            type="button"
            className={classes.figure}
            data-main
            aria-pressed={kind === 'new'}
            disabled={created === 0}
            onClick={() => setKind('new')}
          >
            {main}
          </button>
        ) : (
          <div className={classes.figure} data-main>
            {main}
          </div>
        )}
        {shown
          .filter((one) => one !== 'updated' || status.updated > 0)
          .map((one) => (
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
      {kind !== null && <FoundRows key={kind} status={status} kind={kind} />}
    </section>
  );
}
