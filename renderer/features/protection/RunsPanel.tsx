import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReturnRun } from '#core/protection/protection.contract.ts';
import { useFallsBackWords } from '../../lib/falls-back.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { useProtectionMutations } from './mutations.ts';
import classes from './protection.module.css';
import { protectionQueries } from './queries.ts';
import { RunCustomers } from './RunCustomers.tsx';

/** What went back by itself lately; each run can be undone as a whole for a day (spec §3.4). */
export function RunsPanel() {
  const { t } = useTranslation();
  const runs = useQuery(protectionQueries.runs());
  const [result, setResult] = useState<string | null>(null);
  return (
    <section className={classes.runs}>
      <Title order={2} size="h4">
        {t(($) => $.protection.runs.title)}
      </Title>
      <Text fz="sm" c="dimmed">
        {t(($) => $.protection.runs.hint)}
      </Text>
      {result === null ? null : (
        <Text fz="sm" role="status" className={classes.result}>
          {result}
        </Text>
      )}
      <QueryView query={runs} lines={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Text fz="sm" mt="sm">
              {t(($) => $.protection.runs.empty)}
            </Text>
          ) : (
            <ul>
              {rows.map((run) => (
                <RunLine key={run.id} run={run} onResult={setResult} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function RunLine({ run, onResult }: { run: ReturnRun; onResult: (text: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const { why } = useFallsBackWords();
  const confirm = useConfirm();
  const [shown, setShown] = useState(false);
  const { undoRun } = useProtectionMutations();
  const undo = async () => {
    const sure = await confirm({
      title: t(($) => $.protection.runs.undoTitle),
      text: t(($) => $.protection.runs.undoText, { count: run.returned }),
      action: t(($) => $.protection.runs.undo),
    });
    if (!sure) return;
    undoRun.mutate(
      { id: run.id },
      {
        onSuccess: ({ restored, left, names }) =>
          onResult(
            [
              t(($) => $.protection.runs.restored, { count: restored }),
              left === 0
                ? ''
                : t(($) => $.protection.runs.left, { count: left, names: format.list(names.slice(0, 5)) }),
            ]
              .filter((part) => part !== '')
              .join(' '),
          ),
      },
    );
  };
  return (
    <li>
      <div className={classes.run}>
        <span title={format.full(run.at)}>
          {format.instant(run.at)} · {t(($) => $.protection.runs.returned, { count: run.returned })}
        </span>
        <Text size="sm" c="dimmed">
          {format.list(
            run.rules.map(({ rule, days, returned }) => `${why(rule, days)} ${format.number(returned)}`),
          )}
        </Text>
        {run.undoneAt === null ? null : (
          <Text size="sm" c="dimmed">
            {t(($) => $.protection.runs.undone, {
              name: nameOf(run.undoneBy),
              when: format.instant(run.undoneAt),
              count: run.restored,
            })}
          </Text>
        )}
      </div>
      <Button size="compact-md" variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t(($) => (shown ? $.protection.runs.hideCustomers : $.protection.runs.showCustomers))}
      </Button>
      {run.undoUntil === null ? null : (
        <Button
          size="compact-md"
          variant="default"
          loading={undoRun.isPending}
          title={t(($) => $.protection.runs.undoUntil, { when: format.full(run.undoUntil) })}
          onClick={() => void undo()}
        >
          {t(($) => $.protection.runs.undo)}
        </Button>
      )}
      {shown ? (
        <div className={classes.takenBox}>
          <RunCustomers id={run.id} />
        </div>
      ) : null}
    </li>
  );
}
