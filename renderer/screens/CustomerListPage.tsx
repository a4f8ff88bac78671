import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { customerQuerySchema } from '#core/customers/customers.contract.ts';
import { exportColumnKey } from '#core/exports/exports.contract.ts';
import type { SavedView } from '#core/views/views.contract.ts';
import { ConditionPanel } from '../features/conditions/ConditionPanel.tsx';
import { CustomerList } from '../features/customers/CustomerList.tsx';
import type { ListForPaper, ListOnScreen } from '../features/customers/use-list-print.ts';
import { AskAboutHit } from '../features/customers/DuplicatePanel.tsx';
import {
  readListState,
  writeListState,
  type ListState,
  type SearchParams,
  type View,
} from '../features/customers/list-state.ts';
import { sortOf } from '../features/customers/use-list-question.ts';
import { ExportDialog, type ExportQuestion } from '../features/exports/ExportDialog.tsx';
import { PrintDialog, type ToPrint } from '../features/printing/PrintDialog.tsx';
import { ShareDialog, type ShareQuestion } from '../features/sharing/ShareDialog.tsx';
import { MergeDialog } from '../features/merging/MergeDialog.tsx';
import { useSavedView } from '../features/views/use-saved-view.ts';
import { ViewsMenu } from '../features/views/ViewsMenu.tsx';
import { useCan } from '../lib/session.ts';
import { askForHit } from './AskForHit.tsx';
import { useMergeWords } from './merge-words.ts';

interface CustomerListPageProps {
  readonly view: View;
  readonly params: SearchParams;
  readonly tabs?: ReactNode;
  /** Whether customers can be shared from here. */
  readonly shares?: boolean;
}

const plain = readListState({});

/** The address of the list as a view has it; null: as it is without any. */
function addressOf(view: SavedView | null): ListState {
  if (view === null) return { ...plain, view: 'none' };
  const { question, layout } = view;
  if ('channels' in question) return plain;
  const { segment, search, filters, where } = question;
  return {
    ...plain,
    segment,
    search,
    filters,
    where: where ?? null,
    view: view.id,
    sort: sortOf(layout.sort),
  };
}

/** What the dialog asks for: columns that a file cannot have (none today) are left out. */
function exportOf({ query, sort, columns, ids }: ListOnScreen): ExportQuestion {
  const asked = { noun: 'customers', query: customerQuerySchema.parse(query), sort } as const;
  const known = columns.flatMap(({ key, title, width }) => {
    const { data } = exportColumnKey.safeParse(key);
    return data === undefined ? [] : [{ key: data, title, width: Math.round(width) }];
  });
  return { ...asked, columns: known, ...(ids !== undefined && { ids: [...ids] }) };
}

/** As {@link exportOf}, for paper. */
function printOf({ title, said, page, selected, ...list }: ListForPaper): ToPrint | null {
  const asked = exportOf(list);
  return asked.noun === 'customers' ? { kind: 'list', title, said, page, selected, asked } : null;
}

/** A list of customers with its combined query, its saved views and, where it may be, sharing. */
export function CustomerListPage({ view, params, tabs, shares = false }: CustomerListPageProps) {
  const navigate = useNavigate();
  const mayShare = useCan('customers.share');
  const [asked, setAsked] = useState<ShareQuestion | null>(null);
  const mayMerge = useCan('pool.manage');
  const [merging, setMerging] = useState<{ ids: readonly number[]; clear: () => void } | null>(null);
  const mergeWords = useMergeWords();
  const mayExport = useCan('customers.export');
  const [exporting, setExporting] = useState<ExportQuestion | null>(null);
  const mayPrint = useCan('customers.print');
  const [printing, setPrinting] = useState<ToPrint | null>(null);
  const saved = useSavedView(view, {
    named: readListState(params).view,
    bare: Object.keys(params).length === 0,
  });
  if (saved.begins === 'notKnown') return null;
  if (saved.begins !== null)
    return <Navigate to="." replace search={writeListState(addressOf(saved.begins))} />;
  return (
    <AskAboutHit value={askForHit}>
      <CustomerList
        key={view}
        view={view}
        params={params}
        tabs={tabs}
        onShare={shares && mayShare ? setAsked : undefined}
        onMerge={mayMerge ? ({ ids }, clear) => setMerging({ ids, clear }) : undefined}
        onExport={mayExport ? (list) => setExporting(exportOf(list)) : undefined}
        onPrint={mayPrint ? (list) => setPrinting(printOf(list)) : undefined}
        conditionPanel={(panel) => <ConditionPanel noun="customer" {...panel} />}
        viewLayout={saved.layout === null ? null : { layout: saved.layout, change: saved.changeLayout }}
        viewsMenu={(content, narrow) => (
          <ViewsMenu
            list={view}
            views={saved.views ?? []}
            active={saved.active}
            content={content}
            narrow={narrow}
            onOpen={(next) => void navigate({ to: '.', search: writeListState(addressOf(next)) })}
          />
        )}
      />
      <ShareDialog asked={asked} onClose={() => setAsked(null)} />
      <ExportDialog asked={exporting} onClose={() => setExporting(null)} />
      <PrintDialog asked={printing} onClose={() => setPrinting(null)} />
      <MergeDialog
        ids={merging?.ids ?? null}
        onClose={() => setMerging(null)}
        onMerged={merging?.clear}
        {...mergeWords}
      />
    </AskAboutHit>
  );
}
