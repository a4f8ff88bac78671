import { create } from 'zustand';
import { readSetting, writeSetting } from './device-settings.ts';

export const accents = ['pool', 'blue', 'indigo', 'plum', 'rust', 'slate'] as const;
export type Accent = (typeof accents)[number];
export const textSizes = ['small', 'normal', 'large'] as const;
export type TextSize = (typeof textSizes)[number];
export const schemes = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];
export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** How the program looks on this device. */
export interface Appearance {
  readonly scheme: Scheme;
  readonly accent: Accent;
  readonly textSize: TextSize;
  /** Row height that lists begin with until one sets it at the list. */
  readonly density: Density;
  readonly navigationFolded: boolean;
}

function oneOf<T extends string>(values: readonly T[], value: unknown, otherwise: T): T {
  return values.find((known) => known === value) ?? otherwise;
}

function kept(): Appearance {
  const read = readSetting('appearance');
  const stored: Record<string, unknown> = typeof read === 'object' && read !== null ? { ...read } : {};
  return {
    scheme: oneOf(schemes, stored.scheme, 'auto'),
    accent: oneOf(accents, stored.accent, 'pool'),
    textSize: oneOf(textSizes, stored.textSize, 'normal'),
    density: oneOf(densities, stored.density, 'comfortable'),
    navigationFolded: stored.navigationFolded === true,
  };
}

export const useAppearance = create<Appearance>(() => kept());

/** Changes the look at once and remembers it on this device. */
export function setAppearance(change: Partial<Appearance>): void {
  useAppearance.setState(change);
  writeSetting('appearance', useAppearance.getState());
}
