import { readSetting, writeSetting } from './device-settings.ts';

/** Where somebody was last at this device: for those who begin there. */
export function lastPage(personId: number): string | null {
  const kept = readSetting('lastPage');
  if (typeof kept !== 'object' || kept === null) return null;
  const { person, path }: { person?: unknown; path?: unknown } = { ...kept };
  return person === personId && typeof path === 'string' ? path : null;
}

export function keepLastPage(personId: number, path: string): void {
  writeSetting('lastPage', { person: personId, path });
}
