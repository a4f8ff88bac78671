import { Button, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { graceDays, type StoredFiles } from '#core/attachments/attachments.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RecordTable } from '../../ui/RecordTable.tsx';
import { useFileMutations } from './mutations.ts';
import { storedFilesQuery } from './queries.ts';
import classes from './stored-files.module.css';

/** For the administrator: what is stored, what nothing refers to any more, what was found damaged. Never whose it is. */
export function StoredFilesPage() {
  const { t } = useTranslation();
  const query = useQuery(storedFilesQuery());
  useHotkeys([['F5', () => void query.refetch()]], []);
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.attachments.stored.title)}
        description={t(($) => $.attachments.stored.description)}
      />
      <QueryView query={query}>{(stored) => <Stored stored={stored} />}</QueryView>
    </div>
  );
}

function Stored({ stored: { objects, freeBytes, unreferenced, faults } }: { readonly stored: StoredFiles }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { cleanUp } = useFileMutations();
  const sum = ({ count, bytes }: { readonly count: number; readonly bytes: number }) =>
    t(($) => $.attachments.stored.files, {
      count,
      figure: format.number(count),
      size: format.size(bytes),
    });
  const { due } = unreferenced;
  const clean = () =>
    cleanUp.mutate(
      {},
      {
        onSuccess: ({ count, bytes }) =>
          notifyDone(
            t(($) => $.attachments.stored.cleaned, {
              count,
              figure: format.number(count),
              size: format.size(bytes),
            }),
          ),
      },
    );
  const bytes = {
    key: 'size',
    title: t(($) => $.attachments.stored.size),
    align: 'right' as const,
    cell: (row: { readonly bytes: number }) => format.size(row.bytes),
  };
  const hash = {
    key: 'hash',
    title: t(($) => $.attachments.stored.hash),
    cell: (row: { readonly hash: string }) => <code>{row.hash}</code>,
  };
  return (
    <Stack gap="xl">
      <dl className={classes.sums}>
        <div>
          <dt>{t(($) => $.attachments.stored.total)}</dt>
          <dd>{sum(objects)}</dd>
        </div>
        <div>
          <dt>{t(($) => $.attachments.stored.free)}</dt>
          <dd>{format.size(freeBytes)}</dd>
        </div>
        <div>
          <dt>{t(($) => $.attachments.stored.unreferenced)}</dt>
          <dd>{sum(unreferenced)}</dd>
        </div>
      </dl>
      <section>
        <h2 className={classes.heading}>{t(($) => $.attachments.stored.faults)}</h2>
        {faults.length === 0 ? (
          <Text size="sm" c="var(--kc-dim)">
            {t(($) => $.attachments.stored.noFaults)}
          </Text>
        ) : (
          <>
            <Text size="sm" mb="sm" maw="46rem">
              {t(($) => $.attachments.stored.faultsText)}
            </Text>
            <RecordTable
              label={t(($) => $.attachments.stored.faults)}
              rows={faults.map((row, at) => ({ ...row, at }))}
              keyOf={(row) => row.at}
              columns={[
                hash,
                {
                  key: 'fault',
                  title: t(($) => $.attachments.stored.fault),
                  cell: (row) => t(($) => $.attachments.stored.faultWords[row.fault]),
                },
                bytes,
                {
                  key: 'files',
                  title: t(($) => $.attachments.stored.usedBy),
                  align: 'right',
                  cell: (row) => format.number(row.files),
                },
                {
                  key: 'found',
                  title: t(($) => $.attachments.stored.found),
                  cell: (row) => format.full(row.since),
                },
              ]}
            />
          </>
        )}
      </section>
      <section>
        <h2 className={classes.heading}>{t(($) => $.attachments.stored.unreferenced)}</h2>
        {unreferenced.count === 0 ? (
          <Text size="sm" c="var(--kc-dim)">
            {t(($) => $.attachments.stored.none)}
          </Text>
        ) : (
          <>
            <Text size="sm" maw="46rem">
              {t(($) => $.attachments.stored.unreferencedText, { days: graceDays })}
            </Text>
            <div className={classes.due}>
              <Text size="sm">
                {due.count === 0
                  ? t(($) => $.attachments.stored.notDue, { days: graceDays })
                  : t(($) => $.attachments.stored.due, {
                      count: due.count,
                      figure: format.number(due.count),
                      days: graceDays,
                      size: format.size(due.bytes),
                    })}
              </Text>
              <Button
                variant="default"
                disabled={due.count === 0}
                loading={cleanUp.isPending}
                onClick={clean}
              >
                {t(($) => $.attachments.stored.cleanUp)}
              </Button>
            </div>
            <RecordTable
              label={t(($) => $.attachments.stored.unreferenced)}
              rows={unreferenced.rows.map((row, at) => ({ ...row, at }))}
              keyOf={(row) => row.at}
              columns={[
                hash,
                bytes,
                {
                  key: 'since',
                  title: t(($) => $.attachments.stored.since),
                  cell: (row) => format.full(row.since),
                },
              ]}
            />
          </>
        )}
      </section>
    </Stack>
  );
}
