import { useEffect, useLayoutEffect, useRef } from 'react';
import { create } from 'zustand';
import { usePlainKeys } from './plain-keys.ts';

/** A customer that something is to be written down for: what the form needs to begin at once. */
export interface CustomerToLog {
  readonly id: number;
  readonly name: string;
}

interface ToLog {
  /** The form is open: for this customer, or (`'ask'`) for one still to be picked. */
  readonly wanted: CustomerToLog | 'ask' | null;
}

/** Which interaction is about to be written down: asked for from lists, pages and quick search, shown by the frame. */
export const useToLog = create<ToLog>(() => ({ wanted: null }));

/** Opens the form; without a customer it asks for one first. */
export function askToLog(customer: CustomerToLog | 'ask'): void {
  useToLog.setState({ wanted: customer });
}

export function closeLog(): void {
  useToLog.setState({ wanted: null });
}

/** Who has a customer under the cursor: the page that was opened last comes first. */
const offers: { readonly current: () => CustomerToLog | null }[] = [];

/** Offers the customer that the one key is for: the row under the cursor, the page's own; null for none that may be logged on. */
export function useLogOffer(customer: () => CustomerToLog | null): void {
  const offer = useRef(customer);
  useLayoutEffect(() => {
    offer.current = customer;
  });
  useEffect(() => {
    offers.unshift(offer);
    return () => void offers.splice(offers.indexOf(offer), 1);
  }, []);
}

/** The one key that opens the form (spec §5), for the customer that is offered, else for one to be picked. */
export function useLogKey(enabled: boolean): void {
  usePlainKeys(
    enabled
      ? [['l', () => askToLog(offers.map(({ current }) => current()).find((one) => one !== null) ?? 'ask')]]
      : [],
  );
}
