import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFallsBackWords } from '../../lib/falls-back.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { toAppError } from '../../lib/rpc.ts';
import { useCan } from '../../lib/session.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { AnswerButtons } from './AnswerButtons.tsx';
import classes from './protection.module.css';
import { protectionQueries } from './queries.ts';

/** Who asks me to let them keep a customer longer: nothing while nobody does. */
export function ExtensionRequests() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const { sentence } = useFallsBackWords();
  const may = useCan('extensions.grant');
  const requests = useQuery(protectionQueries.requests(may));
  if (!may) return null;
  if (requests.error !== null && requests.data === undefined)
    return <ErrorNote error={toAppError(requests.error)} onRetry={() => void requests.refetch()} />;
  const rows = requests.data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={classes.requests} aria-label={t(($) => $.protection.requests)}>
      <Title order={2} size="h5" mb="xs">
        {t(($) => $.protection.requests)}
      </Title>
      <ul>
        {rows.map((request) => (
          <li key={request.id}>
            <div className={classes.request}>
              <span>
                {t(($) => $.protection.asksFor, { name: nameOf(request.personId), day: request.untilOn })}{' '}
                <Link
                  className={classes.customer}
                  to="/customers/$id"
                  params={{ id: String(request.customerId) }}
                >
                  {request.customerName}
                </Link>
              </span>
              <Text size="sm" c="dimmed" title={format.full(request.createdAt)}>
                {[
                  request.reason,
                  request.fallsBack === null ? '' : sentence(request.fallsBack),
                  format.instant(request.createdAt),
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </Text>
            </div>
            <Group gap={6} wrap="nowrap">
              <AnswerButtons request={request} />
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}
