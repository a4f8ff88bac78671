import { Button, Group } from '@mantine/core';
import { IconMessages, IconNotes, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { askToLog } from '../../lib/to-log.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CustomerTasks } from './CustomerTasks.tsx';
import { interactionCountQuery } from './queries.ts';
import { TaskDialog, type TaskQuestion } from './TaskDialog.tsx';
import { Timeline } from './Timeline.tsx';

interface CustomerInteractionsProps {
  readonly customer: { readonly id: number; readonly name: string };
  readonly mayLog: boolean;
}

/** The tab of the customer page with its figure. */
export function InteractionsTab({ customerId }: { readonly customerId: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(interactionCountQuery(customerId));
  const label = t(($) => $.interactions.timeline.label);
  return data === undefined || data.count === 0 ? label : `${label} ${format.count(data)}`;
}

/** What is open and what was said, of one customer: a tab of its page, and part of its overview. */
export function CustomerInteractions({ customer, mayLog }: CustomerInteractionsProps) {
  const { t } = useTranslation();
  const [task, setTask] = useState<TaskQuestion | null>(null);
  return (
    <>
      {mayLog ? (
        <Group gap="xs" mb="md">
          <Button
            leftSection={<IconNotes size={16} stroke={1.6} aria-hidden />}
            onClick={() => askToLog(customer)}
          >
            {t(($) => $.interactions.log)}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            onClick={() => setTask({ customer, task: null })}
          >
            {t(($) => $.interactions.tasks.new)}
          </Button>
        </Group>
      ) : null}
      <CustomerTasks customerId={customer.id} />
      <Timeline
        question={{ customerId: customer.id }}
        empty={
          <EmptyState
            icon={<IconMessages size={22} />}
            title={t(($) => $.interactions.timeline.empty)}
            text={t(($) =>
              mayLog ? $.interactions.timeline.emptyText : $.interactions.timeline.emptyReadOnly,
            )}
          />
        }
      />
      <TaskDialog asked={task} onClose={() => setTask(null)} />
    </>
  );
}
