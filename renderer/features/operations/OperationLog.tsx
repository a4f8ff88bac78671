import { Button, Group, Text } from '@mantine/core';
import { IconHistory, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { client, toAppError } from '../../lib/rpc.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote, SentenceNote } from '../../ui/ErrorNote.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { LogFilters } from './LogFilters.tsx';
import { OperationLine } from './OperationLine.tsx';
import classes from './operations.module.css';
import { operationsQuery, type LogQuestion } from './queries.ts';
import { useOperationWords } from './use-operation-words.ts';

const anything: LogQuestion = { personId: null, entity: null, kind: null, number: '', from: '', to: '' };

interface OperationLogProps {
  /** Names and values of a customer's fields. */
  readonly customerWords: Parameters<typeof useOperationWords>[0];
  /** Whoever reads all of it may have it verified. */
  readonly mayVerify: boolean;
}

/** The operation log: who did what to which record, when, from which PC (spec §15). */
export function OperationLog({ customerWords, mayVerify }: OperationLogProps) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState(anything);
  const words = useOperationWords(customerWords);
  const operations = useInfiniteQuery(operationsQuery(question));
  const asked = Object.values(question).some((value) => value !== null && value !== '');
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.operations.title)}
        description={t(($) => $.operations.description)}
        actions={mayVerify ? <Verification /> : undefined}
      />
      <LogFilters question={question} onChange={(part) => setQuestion({ ...question, ...part })} />
      <QueryView query={operations} lines={10}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <EmptyState
              icon={<IconHistory size={24} stroke={1.6} />}
              title={t(($) => (asked ? $.operations.noMatch : $.operations.empty))}
              text={t(($) => (asked ? $.operations.noMatchText : $.operations.emptyText))}
              action={
                asked ? (
                  <Button variant="default" onClick={() => setQuestion(anything)}>
                    {t(($) => $.operations.clear)}
                  </Button>
                ) : undefined
              }
            />
          ) : (
            <ol className={classes.lines} aria-label={t(($) => $.operations.title)}>
              {rows.map((operation) => (
                <OperationLine key={operation.seq} operation={operation} words={words(operation.entity)} />
              ))}
            </ol>
          );
        }}
      </QueryView>
      {operations.data !== undefined && operations.error !== null ? (
        <ErrorNote error={toAppError(operations.error)} onRetry={() => void operations.refetch()} />
      ) : null}
      {operations.hasNextPage ? (
        <Group justify="center" my="md">
          <Button
            variant="default"
            loading={operations.isFetchingNextPage}
            onClick={() => void operations.fetchNextPage()}
          >
            {t(($) => $.operations.more)}
          </Button>
        </Group>
      ) : null}
    </div>
  );
}

/** Follows the chain of all lines and says whether anybody has tampered with one. */
function Verification() {
  const { t } = useTranslation();
  const format = useFormat();
  const verify = useMutation({ mutationFn: () => client.operations.verify({}) });
  return (
    <Group gap="sm">
      {verify.data === undefined ? null : verify.data.firstBad === null ? (
        <Text size="sm" c="teal" role="status">
          {t(($) => $.operations.sound, { lines: format.number(verify.data.lines) })}
        </Text>
      ) : (
        <SentenceNote>
          {t(($) => $.operations.tampered, { line: format.number(verify.data.firstBad) })}
        </SentenceNote>
      )}
      {verify.error === null ? null : <ErrorNote error={toAppError(verify.error)} />}
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} stroke={1.6} />}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {t(($) => $.operations.verify)}
      </Button>
    </Group>
  );
}
