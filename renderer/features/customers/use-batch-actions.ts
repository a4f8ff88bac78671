import { useTranslation } from 'react-i18next';
import type { CustomerAbility, CustomerRow } from '#core/customers/customers.contract.ts';
import type { BatchAction } from '../../ui/data-list/BatchBar.tsx';
import type { Selection } from '../../ui/data-list/use-selection.ts';
import { actionIcons } from './action-icons.tsx';
import type { View } from './list-state.ts';
import type { CustomerAction, useCustomerActions } from './use-customer-actions.tsx';

const batchActions: Record<View, readonly Exclude<CustomerAction, 'restore'>[]> = {
  mine: ['return', 'assign'],
  pool: ['claim', 'assign', 'takeBack', 'return', 'remove'],
};

/** What can be done with the selected customers and to how many of them, by their abilities. */
export function useBatchActions(
  view: View,
  selection: Selection<CustomerRow>,
  actions: ReturnType<typeof useCustomerActions>,
): readonly BatchAction[] {
  const { t } = useTranslation();
  const seen = [...selection.rows.values()].filter((row) => row !== null);
  const batch = batchActions[view].map((action) => {
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
        actions.start(action, { ids, name: only?.name ?? null, ownerId: only?.ownerId ?? null });
      },
    };
  });
  return batch.filter((action) => action.known + action.unknown > 0);
}
