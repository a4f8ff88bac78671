import { Skeleton, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportState, ImportStatus } from '#core/imports/imports.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { CheckedStep } from './CheckedStep.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { FileStep } from './FileStep.tsx';
import classes from './imports.module.css';
import { ProgressStep } from './ProgressStep.tsx';
import { hasEnded, importQueries, isBusy } from './queries.ts';
import { ResultStep } from './ResultStep.tsx';
import { chooseImport, useImportDraft } from './upload.ts';

const stepOf: Readonly<Record<ImportState, number>> = {
  uploading: 0,
  inspected: 1,
  checking: 2,
  checked: 2,
  running: 3,
  cancelling: 3,
  done: 4,
  cancelled: 3,
  failed: 0,
  undone: 3,
};

/**
 * The guided import (spec §11): file → columns → check → run → result. The work is done by the service: leaving the page
 * does not stop it, and coming back shows whichever import is under way.
 */
export function ImportPage() {
  const { t } = useTranslation();
  const { chosen, upload } = useImportDraft();
  const list = useQuery(importQueries.list());
  const [step, setStep] = useState(0);
  const open = list.data?.rows.find(({ state }) => !hasEnded(state) && state !== 'uploading');
  const importId = upload !== null || chosen === 'new' ? null : (chosen ?? open?.importId ?? null);

  // An import that was found under way stays on the page when it ends.
  useEffect(() => {
    if (chosen === null && importId !== null) chooseImport(importId);
  }, [chosen, importId]);

  const words = [
    t(($) => $.imports.steps.file),
    t(($) => $.imports.steps.columns),
    t(($) => $.imports.steps.check),
    t(($) => $.imports.steps.result),
  ];
  const at = importId === null ? 0 : step;
  return (
    <div className="kc-page">
      <PageHeader title={t(($) => $.imports.title)} description={t(($) => $.imports.intro)} />
      <div className={classes.page}>
        <ol className={classes.steps} aria-label={t(($) => $.imports.steps.label)}>
          {words.map((label, nth) => (
            <li key={label} data-done={nth < at || undefined} aria-current={nth === at ? 'step' : undefined}>
              <span className={classes.stepNumber} aria-hidden="true">
                {nth < at ? <IconCheck size={14} /> : nth + 1}
              </span>
              {label}
            </li>
          ))}
        </ol>
        {list.error !== null && (
          <ErrorNote error={toAppError(list.error)} onRetry={() => void list.refetch()} />
        )}
        {importId === null ? (
          <>
            {list.isPending && chosen === null ? <Skeleton h={180} /> : <FileStep />}
            <RecentImports imports={list.data?.rows.filter(({ state }) => state !== 'uploading') ?? []} />
          </>
        ) : (
          <OneImport key={importId} importId={importId} onStep={setStep} />
        )}
      </div>
    </div>
  );
}

/** The step that one import is at. */
function OneImport({
  importId,
  onStep,
}: {
  readonly importId: number;
  readonly onStep: (step: number) => void;
}) {
  const status = useQuery(importQueries.status(importId));
  const [editing, setEditing] = useState(false);
  const state = status.data?.state;
  const columns = state === 'inspected' || (editing && state === 'checked');
  const inspection = useQuery({ ...importQueries.inspection(importId), enabled: columns });
  const step = state === undefined ? 0 : columns ? 1 : stepOf[state];
  useEffect(() => onStep(step), [onStep, step]);

  if (status.error !== null) {
    return <ErrorNote error={toAppError(status.error)} onRetry={() => chooseImport('new')} />;
  }
  if (status.data === undefined) return <Skeleton h={220} />;
  if (columns) {
    if (inspection.error !== null)
      return <ErrorNote error={toAppError(inspection.error)} onRetry={() => void inspection.refetch()} />;
    if (inspection.data === undefined) return <Skeleton h={220} />;
    return (
      <ColumnsStep
        key={`${inspection.data.sheet} ${inspection.data.headingRow} ${inspection.data.noun} ${inspection.data.mapping?.id ?? 0}`}
        inspection={inspection.data}
        plan={status.data.plan}
        onChecking={() => setEditing(false)}
      />
    );
  }
  if (isBusy(status.data.state)) return <ProgressStep status={status.data} />;
  if (status.data.state === 'checked')
    return <CheckedStep status={status.data} onBack={() => setEditing(true)} />;
  if (status.data.state === 'uploading') return <FileStep />;
  return <ResultStep status={status.data} />;
}

const mostRecent = 8;

function RecentImports({ imports }: { readonly imports: readonly ImportStatus[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (imports.length === 0) return null;
  return (
    <section>
      <h2 className={classes.heading}>{t(($) => $.imports.recent)}</h2>
      <ul className={classes.recent}>
        {imports.slice(0, mostRecent).map((one) => (
          <li key={one.importId}>
            <UnstyledButton className={classes.recentItem} onClick={() => chooseImport(one.importId)}>
              <span className={classes.breakable}>{one.fileName}</span>
              <span className={classes.dim}>
                {one.state === 'done'
                  ? t(($) => $.imports.nouns[one.noun].done, { count: one.created })
                  : t(($) => $.imports.states[one.state])}
              </span>
              <span className={classes.dim}>{format.instant(one.finishedAt ?? one.startedAt)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
