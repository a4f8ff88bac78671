import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { CustomerListInput } from '#core/customers/customers.contract.ts';
import { windowSettings } from '../../lib/device-settings.ts';

/** The list a customer's page was opened from, so that previous and next keep its order. */
export interface Trail {
  readonly list: Pick<CustomerListInput, 'view' | 'segment' | 'search' | 'filters' | 'sort' | 'where'>;
  /** The list's own address. */
  readonly search: Readonly<Record<string, unknown>>;
  readonly id: number;
  readonly index: number;
  readonly total: number;
}

/** Kept for this window only, over a reload. */
export const useTrail = create<{
  readonly trail: Trail | null;
  readonly set: (trail: Trail | null) => void;
}>()(
  persist((set) => ({ trail: null, set: (trail) => set({ trail }) }), {
    name: 'trail',
    storage: createJSONStorage(() => windowSettings),
  }),
);
