import { Button, Group, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handover, UndoReport } from '#core/handover/handover.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './handover.module.css';
import { useHandoverMutations } from './mutations.ts';
import { handoverQueries } from './queries.ts';

/** What was handed over: the sheet again, and undoing for a day. `done` is the one that has just been run. */
export function PastHandovers({ done }: { readonly done: number | null }) {
  const { t } = useTranslation();
  const past = useQuery(handoverQueries.list());
  const [result, setResult] = useState<string | null>(null);
  return (
    <section className={classes.section}>
      <Title order={2} size="h4">
        {t(($) => $.handover.past.title)}
      </Title>
      <Text fz="sm" c="dimmed">
        {t(($) => $.handover.past.hint)}
      </Text>
      {result === null ? null : (
        <Text fz="sm" role="status" mt="xs">
          {result}
        </Text>
      )}
      <QueryView query={past} lines={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Text fz="sm" mt="sm">
              {t(($) => $.handover.past.empty)}
            </Text>
          ) : (
            <ul className={classes.lines}>
              {rows.map((handover) => (
                <HandoverLine
                  key={handover.id}
                  handover={handover}
                  fresh={handover.id === done}
                  onResult={setResult}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function useUndoWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ restored, left, tasks, shares, active }: UndoReport, person: string) =>
    [
      t(($) => $.handover.undoResult.restored, { count: restored, number: format.number(restored), person }),
      left === 0 ? '' : t(($) => $.handover.undoResult.left, { count: left, number: format.number(left) }),
      tasks === 0 ? '' : t(($) => $.handover.undoResult.tasks, { count: tasks }),
      shares === 0 ? '' : t(($) => $.handover.undoResult.shares, { count: shares }),
      t(($) => $.handover.undoResult[active ? 'reactivated' : 'notReactivated']),
    ]
      .filter((part) => part !== '')
      .join(format.language === 'en' ? ' ' : '');
}

interface HandoverLineProps {
  readonly handover: Handover;
  readonly fresh: boolean;
  readonly onResult: (text: string) => void;
}

function HandoverLine({ handover, fresh, onResult }: HandoverLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const confirm = useConfirm();
  const words = useUndoWords();
  const { undo } = useHandoverMutations();
  const { id, customers, at, reason, receivers, undoUntil, undoneAt, undoneBy, restored } = handover;
  const person = nameOf(handover.personId);
  const number = format.number(customers);
  const ask = async () => {
    const sure = await confirm({
      title: t(($) => $.handover.past.undoTitle),
      text: t(($) => $.handover.past.undoText, { count: customers, number, person }),
      action: t(($) => $.handover.past.undo),
    });
    if (sure) undo.mutate({ id }, { onSuccess: (report) => onResult(words(report, person)) });
  };
  return (
    <li data-fresh={fresh || undefined}>
      <div className={classes.lineText}>
        {fresh && undoneAt === null ? (
          <Text role="status" mb={4}>
            {t(($) => $.handover.done.text, { count: customers, number })}
          </Text>
        ) : null}
        <Text fw={500}>{t(($) => $.handover.past.line, { person, number })}</Text>
        <Text fz="sm" c="dimmed">
          {[
            t(($) => $.handover.past.by, { name: nameOf(handover.byId), when: format.instant(at) }),
            reason,
            format.list(
              receivers.map(
                ({ personId, customers: part }) =>
                  `${personId === null ? t(($) => $.handover.rule.pool) : nameOf(personId)} ${format.number(part)}`,
              ),
            ),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {undoneAt === null ? null : (
          <Text fz="sm" c="dimmed">
            {t(($) => $.handover.past.undone, {
              name: nameOf(undoneBy),
              when: format.instant(undoneAt),
              count: restored,
            })}
          </Text>
        )}
      </div>
      <Group gap="xs">
        <Button
          size="compact-md"
          variant={fresh ? 'filled' : 'default'}
          leftSection={<IconPrinter size={15} />}
          aria-label={t(($) => $.handover.past.sheetOf, { name: person })}
          component={Link}
          to={`/handover-sheet/${id}`}
        >
          {t(($) => $.handover.past.sheet)}
        </Button>
        {undoUntil === null ? null : (
          <Button
            size="compact-md"
            variant="default"
            loading={undo.isPending}
            title={t(($) => $.handover.past.undoUntil, { when: format.full(undoUntil) })}
            onClick={() => void ask()}
          >
            {t(($) => $.handover.past.undo)}
          </Button>
        )}
      </Group>
    </li>
  );
}
