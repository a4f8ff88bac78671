import { useState } from 'react';
import type { CustomerQueryInput, CustomerRow } from '#core/customers/customers.contract.ts';
import type { Count } from '#core/shared/paging.ts';
import { notifyError } from '../../lib/notify.ts';
import { client, toAppError } from '../../lib/rpc.ts';
import { BatchBar } from '../../ui/data-list/BatchBar.tsx';
import type { Selection } from '../../ui/data-list/use-selection.ts';
import type { View } from './list-state.ts';
import { useBatchActions, type BroughtActions } from './use-batch-actions.ts';
import type { useCustomerActions } from './use-customer-actions.tsx';

interface CustomerBatchBarProps {
  readonly view: View;
  readonly query: CustomerQueryInput;
  readonly count: Count | undefined;
  readonly selection: Selection<CustomerRow>;
  readonly actions: ReturnType<typeof useCustomerActions>;
  readonly brought: BroughtActions;
}

/** What can be done with the selected customers, and selecting all that the list asks for. */
export function CustomerBatchBar({ view, query, count, selection, actions, brought }: CustomerBatchBarProps) {
  const [selecting, setSelecting] = useState(false);
  const possible = useBatchActions(view, selection, actions, brought);
  const selectAll = async () => {
    setSelecting(true);
    try {
      const { ids } = await client.customers.ids(query);
      selection.setIds(ids);
    } catch (thrown) {
      notifyError(toAppError(thrown));
    } finally {
      setSelecting(false);
    }
  };
  return (
    <BatchBar
      selected={selection.size}
      total={count?.count ?? null}
      more={count?.more ?? false}
      actions={possible}
      selecting={selecting}
      onSelectAll={() => void selectAll()}
      onClear={selection.clear}
    />
  );
}
