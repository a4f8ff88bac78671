import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckPage } from '../features/duplicates/CheckPage.tsx';
import type { CheckResultTable } from '../features/duplicates/use-hit-words.ts';
import { LikelyPage } from '../features/duplicates/LikelyPage.tsx';
import { MergeDialog } from '../features/merging/MergeDialog.tsx';
import { ReadyPrintDialog, type ReadyToPrint } from '../features/printing/PrintDialog.tsx';
import { useCan } from '../lib/session.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { askForHit } from './AskForHit.tsx';
import { useMergeWords } from './merge-words.ts';

/** What was asked for, what of it, and the customer that was found, side by side. */
const columnWidths = [170, 70, 190, 70, 100, 70, 50, 90];

/** Is it here already (spec §3.9), and what in the register is there twice. */
export function DuplicatesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/duplicates' });
  const manages = useCan('pool.manage');
  const [merging, setMerging] = useState<readonly number[] | null>(null);
  const words = useMergeWords();
  const mayPrint = useCan('customers.print');
  const [printing, setPrinting] = useState<ReadyToPrint | null>(null);
  const resultToPrint = ({ head, rows }: CheckResultTable): ReadyToPrint => {
    const title = t(($) => $.printing.duplicates);
    return {
      of: 'duplicates',
      title,
      rows: rows.length,
      blocks: [
        { kind: 'title', text: title },
        {
          kind: 'table',
          pageSum: null,
          columns: head.map((text, at) => ({ title: text, width: columnWidths[at] ?? 80 })),
          rows: rows.map((cells) => ({ style: 'row', cells })),
        },
      ],
    };
  };
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
        <CheckPage
          ask={askForHit}
          onMerge={manages ? setMerging : null}
          onPrint={mayPrint ? (table) => setPrinting(resultToPrint(table)) : null}
        />
      )}
      <ReadyPrintDialog asked={printing} onClose={() => setPrinting(null)} />
      <MergeDialog ids={merging} onClose={() => setMerging(null)} {...words} />
    </div>
  );
}
