import { create } from 'zustand';
import {
  accents,
  defaultPreferences,
  densities,
  schemes,
  textSizes,
  type Preferences,
} from '#core/preferences/preferences.contract.ts';
import { readSetting, writeSetting } from './device-settings.ts';

/** The part of a person's settings that shows at the first paint: a copy of it stays on the device. */
export type Look = Pick<Preferences, 'scheme' | 'accent' | 'textSize' | 'density'>;

/** How the program looks on this device: as the person who signed in last likes it. */
export interface Appearance extends Look {
  readonly navigationFolded: boolean;
}

function oneOf<T extends string>(values: readonly T[], value: unknown, otherwise: T): T {
  return values.find((known) => known === value) ?? otherwise;
}

function kept(): Appearance {
  const read = readSetting('appearance');
  const stored: Record<string, unknown> = typeof read === 'object' && read !== null ? { ...read } : {};
  return {
    scheme: oneOf(schemes, stored.scheme, defaultPreferences.scheme),
    accent: oneOf(accents, stored.accent, defaultPreferences.accent),
    textSize: oneOf(textSizes, stored.textSize, defaultPreferences.textSize),
    density: oneOf(densities, stored.density, defaultPreferences.density),
    navigationFolded: stored.navigationFolded === true,
  };
}

export const useAppearance = create<Appearance>(() => kept());

/** Changes the look at once and remembers it on this device; what the person chooses goes through `useSavePreferences`. */
export function setAppearance(change: Partial<Appearance>): void {
  useAppearance.setState(change);
  writeSetting('appearance', useAppearance.getState());
}
