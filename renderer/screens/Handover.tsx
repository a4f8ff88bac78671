import { Title } from '@mantine/core';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from '../features/handover/handover.module.css';
import { HandoverPage } from '../features/handover/HandoverPage.tsx';
import { LeaverList } from '../features/handover/LeaverList.tsx';
import { PastHandovers } from '../features/handover/PastHandovers.tsx';
import { useSheet } from '../features/handover/use-sheet.ts';
import { ReadyPrintDialog } from '../features/printing/PrintDialog.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';

/** Who leaves, and what was handed over before. */
export function HandoverScreen() {
  const { t } = useTranslation();
  const { done } = useSearch({ from: '/handover' });
  return (
    <div className="kc-page" style={{ maxWidth: '56rem' }}>
      <PageHeader title={t(($) => $.handover.title)} description={t(($) => $.handover.description)} />
      {typeof done === 'number' ? <PastHandovers done={done} /> : null}
      <section className={classes.section}>
        <Title order={2} size="h4">
          {t(($) => $.handover.peopleTitle)}
        </Title>
        <LeaverList />
      </section>
      {typeof done === 'number' ? null : <PastHandovers done={null} />}
    </div>
  );
}

export function HandoverOfScreen() {
  const { id } = useParams({ from: '/handover/$id' });
  return <HandoverPage key={id} personId={Number(id)} />;
}

/** The sheet of a handover, ready to be printed. */
export function HandoverSheetScreen() {
  const { id } = useParams({ from: '/handover-sheet/$id' });
  const router = useRouter();
  const { title, blocks, rows, error, retry } = useSheet(Number(id));
  return (
    <ReadyPrintDialog
      asked={{ of: 'handover', title, blocks, rows, error, onRetry: retry }}
      onClose={() => {
        if (router.history.canGoBack()) router.history.back();
        else void router.navigate({ to: '/handover' });
      }}
    />
  );
}
