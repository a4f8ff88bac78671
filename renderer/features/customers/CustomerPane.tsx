import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../lib/rpc.ts';
import { askToLog } from '../../lib/to-log.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { CustomerHead } from './CustomerHead.tsx';
import { CustomerOverview } from './CustomerOverview.tsx';
import { customerQuery } from './queries.ts';
import type { useCustomerActions } from './use-customer-actions.tsx';

interface CustomerPaneProps {
  readonly id: number | null;
  readonly actions: ReturnType<typeof useCustomerActions>;
  readonly onEdit: (id: number) => void;
}

/** The customer under the cursor, beside the list. */
export function CustomerPane({ id, actions, onEdit }: CustomerPaneProps) {
  const { t } = useTranslation();
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...customerQuery(id ?? 0),
    enabled: id !== null,
    placeholderData: keepPreviousData,
  });
  if (id === null) {
    return (
      <Text size="sm" c="var(--kc-dim)" ta="center" p="xl">
        {t(($) => $.customers.page.choose)}
      </Text>
    );
  }
  if (error !== null) {
    return (
      <div style={{ padding: 16 }}>
        <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) {
    return (
      <Stack p="md" gap="sm">
        <Skeleton height={20} width="70%" animate={false} />
        <Skeleton height={14} width="40%" animate={false} />
        <Skeleton height={180} animate={false} />
      </Stack>
    );
  }
  return (
    // Until the next customer is there the one before it is only to be looked at: a button of it would act on the wrong one.
    <div style={{ padding: 16, opacity: isPlaceholderData ? 0.55 : 1 }} inert={isPlaceholderData}>
      <CustomerHead
        customer={data}
        actions={actions}
        onEdit={() => onEdit(data.id)}
        compact
        buttons={
          data.abilities.includes('log') ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconNotes size={16} stroke={1.6} aria-hidden />}
              onClick={() => askToLog({ id: data.id, name: data.name })}
            >
              {t(($) => $.interactions.logShort)}
            </Button>
          ) : null
        }
      />
      <CustomerOverview key={data.id} customer={data} compact />
    </div>
  );
}
