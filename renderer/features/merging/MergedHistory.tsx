import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../lib/format.ts';
import { useUndoMerge } from './mutations.ts';
import { mergingQueries } from './queries.ts';
import classes from './merged-history.module.css';

interface MergedHistoryProps {
  readonly customerId: number;
  readonly fieldLabel: (field: string) => string;
}

/** What was merged into the customer, each with its undo as long as there is one. */
export function MergedHistory({ customerId, fieldLabel }: MergedHistoryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const confirm = useConfirm();
  const merges = useQuery(mergingQueries.ofCustomer(customerId, true));
  const undo = useUndoMerge(fieldLabel);
  if (merges.data === undefined || merges.data.length === 0) return null;
  return (
    <ul className={classes.merges} aria-label={t(($) => $.merging.merges)}>
      {merges.data.map(({ id, at, merged, undoable }) => {
        const names = format.list(merged.map(({ number, name }) => `${name} ${number}`));
        return (
          <li key={id}>
            <span>{t(($) => $.merging.mergedFrom, { when: format.instant(at), names })}</span>
            {undoable ? (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  void confirm({
                    title: t(($) => $.merging.undoTitle),
                    text: t(($) => $.merging.undoText, { names }),
                    action: t(($) => $.merging.undo),
                  }).then((yes) => yes && undo(id))
                }
              >
                {t(($) => $.merging.undo)}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
