import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../lib/rpc.ts';
import { ErrorNote } from './ErrorNote.tsx';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  readonly children: (data: Data) => ReactNode;
  /** Lines of the placeholder while nothing is known yet. */
  readonly lines?: number;
}

/** What was asked, or why it cannot be shown; what was known before stays while it is asked again. */
export function QueryView<Data>({ query, children, lines = 6 }: QueryViewProps<Data>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null)
    return <ErrorNote error={toAppError(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <Stack component="output" gap="xs" aria-label={t(($) => $.common.loading)}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={30} />
      ))}
    </Stack>
  );
}
