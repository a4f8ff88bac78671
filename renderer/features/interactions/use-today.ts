import { useSyncExternalStore } from 'react';
import type { LocalDate } from '#core/shared/local-date.ts';
import { dayOf } from './days.ts';

const minute = 60_000;

function watch(onChange: () => void): () => void {
  const timer = setInterval(onChange, minute);
  return () => clearInterval(timer);
}

const today = (): LocalDate => dayOf(new Date());

/** The calendar day on this PC; a page that stays open over midnight is drawn anew. */
export function useToday(): LocalDate {
  return useSyncExternalStore(watch, today);
}
