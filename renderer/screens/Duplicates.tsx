import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckPage } from '../features/duplicates/CheckPage.tsx';
import { LikelyPage } from '../features/duplicates/LikelyPage.tsx';
import { MergeDialog } from '../features/merging/MergeDialog.tsx';
import { useCan } from '../lib/session.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { askForHit } from './AskForHit.tsx';
import { useMergeWords } from './merge-words.ts';

/** Is it here already (spec §3.9), and what in the register is there twice. */
export function DuplicatesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/duplicates' });
  const manages = useCan('pool.manage');
  const [merging, setMerging] = useState<readonly number[] | null>(null);
  const words = useMergeWords();
  const at = manages && tab === 'likely' ? 'likely' : 'check';
  return (
    <div className="kc-page">
      <PageHeader title={t(($) => $.common.nav.duplicates)} />
      {manages ? (
        <Tabs
          value={at}
          mb="sm"
          onChange={(next) =>
            void navigate({ to: '/duplicates', search: next === 'likely' ? { tab: next } : {} })
          }
        >
          <Tabs.List aria-label={t(($) => $.common.nav.duplicates)}>
            <Tabs.Tab value="check">{t(($) => $.duplicates.checkTab)}</Tabs.Tab>
            <Tabs.Tab value="likely">{t(($) => $.duplicates.likely)}</Tabs.Tab>
          </Tabs.List>
        </Tabs>
      ) : null}
      {at === 'likely' ? (
        <LikelyPage onMerge={setMerging} />
      ) : (
        <CheckPage ask={askForHit} onMerge={manages ? setMerging : null} />
      )}
      <MergeDialog ids={merging} onClose={() => setMerging(null)} {...words} />
    </div>
  );
}
