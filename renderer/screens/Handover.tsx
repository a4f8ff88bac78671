import { Title } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from '../features/handover/handover.module.css';
import { HandoverPage } from '../features/handover/HandoverPage.tsx';
import { LeaverList } from '../features/handover/LeaverList.tsx';
import { PastHandovers } from '../features/handover/PastHandovers.tsx';
import { HandoverSheet } from '../features/handover/Sheet.tsx';
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

export function HandoverSheetScreen() {
  const { id } = useParams({ from: '/handover-sheet/$id' });
  return <HandoverSheet id={Number(id)} />;
}
