import { Anchor, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportStatus, ExportWhat, FileFormat } from '#core/exports/exports.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { AskedDialog } from '../../ui/AskedDialog.tsx';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './exports.module.css';
import { ExportProgress } from './ExportProgress.tsx';
import { useStartExport } from './mutations.ts';
import { exportQueries } from './queries.ts';

export type ExportQuestion = Exclude<ExportWhat, { noun: 'contacts' }>;

interface ExportDialogProps {
  readonly asked: ExportQuestion | null;
  readonly onClose: () => void;
}

/** Writes what a list shows into a file: what of it, in which format; then how far it is. */
export function ExportDialog({ asked, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  return (
    <AskedDialog asked={asked} title={() => t(($) => $.exports.title)} onClose={onClose}>
      {(question) => <ExportSteps question={question} onClose={onClose} />}
    </AskedDialog>
  );
}

function ExportSteps({ question, onClose }: { question: ExportQuestion; onClose: () => void }) {
  const [exportId, setExportId] = useState<number | null>(null);
  return exportId === null ? (
    <ExportForm question={question} onStarted={({ exportId: id }) => setExportId(id)} onClose={onClose} />
  ) : (
    <ExportProgress exportId={exportId} onClose={onClose} onAgain={() => setExportId(null)} />
  );
}

interface ExportFormProps {
  readonly question: ExportQuestion;
  readonly onStarted: (status: ExportStatus) => void;
  readonly onClose: () => void;
}

function ExportForm({ question, onStarted, onClose }: ExportFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [contacts, setContacts] = useState(false);
  const [excel, setExcel] = useState(true);
  const [encoding, setEncoding] = useState<Exclude<FileFormat, 'xlsx'>>('csv');
  const [refused, setRefused] = useState<AppError | null>(null);
  const start = useStartExport(setRefused, onStarted);
  const submit = () => {
    setRefused(null);
    start.mutate({
      what: contacts ? contactsOf(question) : question,
      format: excel ? 'xlsx' : encoding,
      language: format.language,
    });
  };
  const customers = question.noun === 'customers' ? question : null;
  const [nothing, setNothing] = useState(false);
  return (
    <Stack gap="md">
      {customers === null ? (
        <Text size="sm">{t(($) => $.exports.interactions)}</Text>
      ) : (
        <>
          <SegmentedControl
            fullWidth
            aria-label={t(($) => $.exports.what)}
            value={contacts ? 'contacts' : 'customers'}
            onChange={(value) => setContacts(value === 'contacts')}
            data={(['customers', 'contacts'] as const).map((value) => ({
              value,
              label: t(($) => $.exports.nouns[value]),
            }))}
          />
          <Reached question={customers} contacts={contacts} onNothing={setNothing} />
          {contacts ? null : (
            <div>
              <Text size="sm" fw={500}>
                {t(($) => $.exports.columns, { count: customers.columns.length })}
              </Text>
              <Text size="sm" c="var(--kc-dim)" lineClamp={3}>
                {format.list(customers.columns.map(({ title }) => title))}
              </Text>
            </div>
          )}
        </>
      )}
      <div>
        <Text size="sm" fw={500} mb={4} id="export-format">
          {t(($) => $.exports.format)}
        </Text>
        <Group gap="sm" align="center">
          <SegmentedControl
            aria-labelledby="export-format"
            value={excel ? 'xlsx' : 'csv'}
            onChange={(value) => setExcel(value === 'xlsx')}
            data={[
              { value: 'xlsx', label: t(($) => $.exports.formats.xlsx) },
              { value: 'csv', label: t(($) => $.exports.formats.csv) },
            ]}
          />
          {excel ? null : (
            <Select
              className={classes.encoding}
              aria-label={t(($) => $.exports.encoding)}
              allowDeselect={false}
              value={encoding}
              onChange={(value) => setEncoding(value === 'csvGb18030' ? value : 'csv')}
              data={(['csv', 'csvGb18030'] as const).map((value) => ({
                value,
                label: t(($) => $.exports.encodings[value]),
              }))}
            />
          )}
        </Group>
      </div>
      {refused === null ? null : <ErrorNote error={refused} />}
      <Text size="xs" c="var(--kc-dim)">
        {t(($) => $.exports.logged)}{' '}
        <Anchor component={Link} to="/exports" size="xs" underline="always" onClick={onClose}>
          {t(($) => $.exports.page.title)}
        </Anchor>
      </Text>
      <DialogFooter
        onClose={onClose}
        action={t(($) => $.exports.start)}
        onAct={submit}
        busy={start.isPending}
        disabled={customers !== null && nothing}
      />
    </Stack>
  );
}

/** The contacts of the customers that were asked for. */
function contactsOf(question: ExportQuestion): ExportWhat {
  if (question.noun !== 'customers') return question;
  const { query, sort, ids } = question;
  return { noun: 'contacts', query, sort, ...(ids !== undefined && { ids }) };
}

interface ReachedProps {
  readonly question: Extract<ExportQuestion, { noun: 'customers' }>;
  readonly contacts: boolean;
  readonly onNothing: (nothing: boolean) => void;
}

/** How many are found, and how many of them stay out. */
function Reached({ question, contacts, onNothing }: ReachedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query, ids } = question;
  const preview = useQuery({ ...exportQueries.preview(query, ids), placeholderData: keepPreviousData });
  const { data } = preview;
  useEffect(() => onNothing(data?.exported.count === 0), [data, onNothing]);
  if (preview.error !== null)
    return <ErrorNote error={toAppError(preview.error)} onRetry={() => void preview.refetch()} />;
  if (data === undefined) return <Text size="sm">{'\u2002'}</Text>;
  const { all, exported } = data;
  const left = all.count - exported.count;
  const sentence = { figure: format.count(exported), count: exported.count };
  return (
    <div aria-live="polite">
      <Text size="sm">
        {contacts
          ? t(($) => $.exports.ofContacts, sentence)
          : t(($) => (ids === undefined ? $.exports.all : $.exports.chosen), sentence)}
      </Text>
      {left > 0 ? (
        <Text size="sm" c="var(--kc-dim)" mt={4}>
          {t(($) => $.exports.leftOut, {
            figure: format.count({ count: left, more: all.more }),
            count: left,
          })}
        </Text>
      ) : null}
    </div>
  );
}
