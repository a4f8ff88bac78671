import { useTranslation } from 'react-i18next';
import type { CustomerAbility, CustomerRow } from '#core/customers/customers.contract.ts';
import type { BatchAction } from '../../ui/data-list/BatchBar.tsx';
import type { Selection } from '../../ui/data-list/use-selection.ts';
import { actionIcons } from './action-icons.tsx';
import type { View } from './list-state.ts';
import type { ActionTarget, CustomerAction, useCustomerActions } from './use-customer-actions.tsx';

type BatchVerb = Exclude<CustomerAction, 'restore'> | 'share';

const batchActions: Record<View, readonly BatchVerb[]> = {
  mine: ['return', 'assign', 'share'],
  pool: ['claim', 'assign', 'takeBack', 'return', 'remove'],
  sharedWithMe: [],
  subordinates: ['takeBack', 'assign', 'share'],
};

/** What can be done with the selected customers and to how many of them, by their abilities. */
export function useBatchActions(
  view: View,
  selection: Selection<CustomerRow>,
  actions: ReturnType<typeof useCustomerActions>,
  onShare: ((target: ActionTarget) => void) | undefined,
): readonly BatchAction[] {
  const { t } = useTranslation();
  const seen = [...selection.rows.values()].filter((row) => row !== null);
  const offered = batchActions[view].filter((action) => action !== 'share' || onShare !== undefined);
  const batch = offered.map((action) => {
    const can: CustomerAbility = action;
    const affected = seen.filter((row) => row.abilities.includes(can));
    return {
      key: action,
      label: t(($) => $.customers.actions[action]),
      icon: actionIcons[action],
      danger: action === 'remove',
      known: affected.length,
      unknown: selection.size - seen.length,
      run: () => {
        const ids = [...selection.rows]
          .filter(([, row]) => row === null || row.abilities.includes(can))
          .map(([id]) => id);
        const only = ids.length === 1 ? affected[0] : undefined;
        const target = { ids, name: only?.name ?? null, ownerId: only?.ownerId ?? null };
        if (action === 'share') onShare?.(target);
        else actions.start(action, target);
      },
    };
  });
  return batch.filter((action) => action.known + action.unknown > 0);
}
