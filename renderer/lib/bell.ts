import { create } from 'zustand';

/** Asks the bell to open: how often it was asked. */
export const useBellAsked = create<{ readonly times: number }>(() => ({ times: 0 }));

/** Opens the bell, where the reminders with their buttons are. */
export function openBell(): void {
  useBellAsked.setState(({ times }) => ({ times: times + 1 }));
}
