import { Button } from '@mantine/core';
import { IconDownload, IconTableExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExportStatus } from '#core/exports/exports.contract.ts';
import { codeSentence } from '#core/i18n/sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RecordTable } from '../../ui/RecordTable.tsx';
import classes from './exports.module.css';
import { useCancelExport, useSaveExport } from './mutations.ts';
import { exportQueries } from './queries.ts';

/** The files that one has had made in the last day, to be fetched again. */
export function ExportsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useQuery(exportQueries.list());
  const cancel = useCancelExport();
  const { saving, save } = useSaveExport();
  const state = ({ state: now, failure, leftOut, noun }: ExportStatus) => {
    if (failure !== null) return codeSentence(failure.code, failure.params, format.language);
    const figure = format.count(leftOut);
    const left =
      leftOut.count === 0
        ? ''
        : t(($) => (noun === 'folder' ? $.exports.page.filesLeftOut : $.exports.page.leftOut), { figure });
    return `${t(($) => $.exports.page.states[now])}${left}`;
  };
  return (
    <div className="kc-page">
      <PageHeader title={t(($) => $.exports.page.title)} description={t(($) => $.exports.page.text)} />
      <QueryView query={list}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              icon={<IconTableExport size={24} stroke={1.6} />}
              title={t(($) => $.exports.page.empty)}
              text={t(($) => $.exports.page.emptyText)}
            />
          ) : (
            <RecordTable
              label={t(($) => $.exports.page.title)}
              rows={rows}
              keyOf={({ exportId }) => exportId}
              columns={[
                {
                  key: 'file',
                  title: t(($) => $.exports.page.file),
                  cell: ({ fileName }) => <span className={classes.name}>{fileName}</span>,
                },
                { key: 'state', title: t(($) => $.exports.page.state), cell: state },
                {
                  key: 'rows',
                  title: t(($) => $.exports.page.rows),
                  align: 'right',
                  cell: (row) => format.number(row.rows),
                },
                {
                  key: 'size',
                  title: t(($) => $.exports.page.size),
                  align: 'right',
                  cell: ({ bytes }) => (bytes === 0 ? '' : format.size(bytes)),
                },
                {
                  key: 'until',
                  title: t(($) => $.exports.page.until),
                  cell: ({ keptUntil }) => format.full(keptUntil),
                },
              ]}
              actions={(row) =>
                row.state === 'done' ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
                    loading={saving === row.exportId}
                    onClick={() => void save(row)}
                  >
                    {t(($) => $.exports.page.download)}
                  </Button>
                ) : row.state === 'running' ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={cancel.isPending}
                    onClick={() => cancel.mutate({ exportId: row.exportId })}
                  >
                    {t(($) => $.exports.cancel)}
                  </Button>
                ) : null
              }
            />
          )
        }
      </QueryView>
    </div>
  );
}
