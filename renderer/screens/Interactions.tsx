import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { interactionQuestionSchema } from '#core/interactions/interactions.contract.ts';
import type { InteractionQuestion, SavedView } from '#core/views/views.contract.ts';
import { ConditionPanel } from '../features/conditions/ConditionPanel.tsx';
import { ExportDialog, type ExportQuestion } from '../features/exports/ExportDialog.tsx';
import { InteractionsPage } from '../features/interactions/InteractionsPage.tsx';
import {
  readTimelineState,
  writeTimelineState,
  type TimelineState,
} from '../features/interactions/timeline-state.ts';
import { EntryFiles } from '../features/interactions/TimelineEntry.tsx';
import { PrintDialog, type ToPrint } from '../features/printing/PrintDialog.tsx';
import { useSavedView } from '../features/views/use-saved-view.ts';
import { ViewsMenu } from '../features/views/ViewsMenu.tsx';
import { useCan } from '../lib/session.ts';
import { filesOfEntry } from './entry-files.tsx';

const layout = { columns: [], sort: null };

/** What of the timeline is kept as a view. */
function questionOf({ view, search, channels, from, to, where }: TimelineState): InteractionQuestion {
  return {
    view,
    search,
    channels: [...channels],
    from: from === '' ? null : from,
    to: to === '' ? null : to,
    ...(where !== null && { where }),
  };
}

/** The address of the timeline as a view has it; null: as it is without any. */
function addressOf(saved: SavedView | null): Record<string, unknown> {
  if (saved === null) return { saved: 'none' };
  const { question, id } = saved;
  if (!('channels' in question)) return {};
  const { view, search, channels, from, to, where } = question;
  return writeTimelineState({
    view,
    search,
    channels,
    from: from ?? '',
    to: to ?? '',
    where: where ?? null,
    saved: id,
  });
}

export function InteractionsScreen() {
  const { t } = useTranslation();
  const params = useSearch({ from: '/interactions' });
  const navigate = useNavigate();
  const mayExport = useCan('customers.export');
  const [exporting, setExporting] = useState<ExportQuestion | null>(null);
  const mayPrint = useCan('customers.print');
  const [printing, setPrinting] = useState<ToPrint | null>(null);
  const named = readTimelineState(params, 'all').saved;
  const saved = useSavedView('interactions', { named, bare: Object.keys(params).length === 0 });
  if (saved.begins === 'notKnown') return null;
  if (saved.begins !== null) return <Navigate to="." replace search={addressOf(saved.begins)} />;
  return (
    <EntryFiles value={filesOfEntry}>
      <InteractionsPage
        // What is typed there belongs to the view that is open.
        key={named ?? 0}
        params={params}
        onExport={
          mayExport
            ? (question) =>
                setExporting({ noun: 'interactions', question: interactionQuestionSchema.parse(question) })
            : undefined
        }
        onPrint={
          mayPrint
            ? (asked, said) =>
                setPrinting({
                  kind: 'interactions',
                  title: t(($) => $.printing.report),
                  said,
                  question: interactionQuestionSchema.parse(asked),
                })
            : undefined
        }
        conditionPanel={(panel) => <ConditionPanel noun="interaction" {...panel} />}
        viewsMenu={(state) => (
          <ViewsMenu
            list="interactions"
            views={saved.views ?? []}
            active={saved.active}
            content={{ question: questionOf(state), layout }}
            narrow={false}
            onOpen={(next) => void navigate({ to: '.', search: addressOf(next) })}
          />
        )}
      />
      <ExportDialog asked={exporting} onClose={() => setExporting(null)} />
      <PrintDialog asked={printing} onClose={() => setPrinting(null)} />
    </EntryFiles>
  );
}
