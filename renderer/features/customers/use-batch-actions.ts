import { useTranslation } from 'react-i18next';
import type { CustomerAbility, CustomerRow } from '#core/customers/customers.contract.ts';
import { mergeLimit } from '#core/merging/merging.contract.ts';
import type { BatchAction } from '../../ui/data-list/BatchBar.tsx';
import type { Selection } from '../../ui/data-list/use-selection.ts';
import { actionIcons } from './action-icons.tsx';
import type { View } from './list-state.ts';
import type { ActionTarget } from './move.ts';
import type { CustomerAction, useCustomerActions } from './use-customer-actions.tsx';

type BatchVerb = Exclude<CustomerAction, 'restore'> | 'share' | 'merge' | 'export' | 'print';

/** What other features do with the selected customers; their dialogs belong to whoever brings them. */
export interface BroughtActions {
  readonly share?: ((target: ActionTarget) => void) | undefined;
  readonly merge?: ((target: ActionTarget) => void) | undefined;
  readonly export?: ((target: ActionTarget) => void) | undefined;
  readonly print?: ((target: ActionTarget) => void) | undefined;
}
const isBrought = (verb: BatchVerb): verb is keyof BroughtActions =>
  verb === 'share' || verb === 'merge' || verb === 'export' || verb === 'print';

const batchActions: Record<View, readonly BatchVerb[]> = {
  mine: ['return', 'assign', 'share', 'lock', 'unlock', 'print', 'export'],
  pool: ['claim', 'assign', 'takeBack', 'return', 'merge', 'print', 'export', 'remove'],
  sharedWithMe: ['print'],
  subordinates: ['takeBack', 'assign', 'share', 'lock', 'unlock', 'print', 'export'],
};

/** What can be done with the selected customers and to how many of them, by their abilities. */
export function useBatchActions(
  view: View,
  selection: Selection<CustomerRow>,
  actions: ReturnType<typeof useCustomerActions>,
  brought: BroughtActions,
): readonly BatchAction[] {
  const { t } = useTranslation();
  const seen = [...selection.rows.values()].filter((row) => row !== null);
  const offered = batchActions[view].filter(
    (action) =>
      !isBrought(action) ||
      (brought[action] !== undefined &&
        // Side by side, and so only as many as fit.
        (action !== 'merge' || (selection.size >= 2 && selection.size <= mergeLimit))),
  );
  const batch = offered.map((action) => {
    const can = (row: CustomerRow): boolean => {
      if (action === 'lock' || action === 'unlock')
        return row.abilities.includes('lock') && row.locked === (action === 'unlock');
      const ability: CustomerAbility = action;
      return row.abilities.includes(ability);
    };
    const affected = seen.filter(can);
    return {
      key: action,
      label: t(($) => $.customers.actions[action]),
      icon: actionIcons[action],
      danger: action === 'remove',
      known: affected.length,
      unknown: selection.size - seen.length,
      run: () => {
        const ids = [...selection.rows].filter(([, row]) => row === null || can(row)).map(([id]) => id);
        const only = ids.length === 1 ? affected[0] : undefined;
        const target = { ids, name: only?.name ?? null, ownerId: only?.ownerId ?? null };
        if (isBrought(action)) brought[action]?.(target);
        else actions.start(action, target);
      },
    };
  });
  // One customer cannot be merged with those that may not be.
  return batch.filter(({ key, known, unknown }) =>
    key === 'merge' ? known === selection.size : known + unknown > 0,
  );
}
