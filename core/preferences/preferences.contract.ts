import { type } from '@orpc/contract';
import { z } from 'zod';
import { noticeGroups } from '../notices/groups.contract.ts';
import { labelGridSchema, paperSettingsSchema, printKinds } from '../printing/print-kinds.contract.ts';
import { nothing, read, write } from '../rpc/contract-base.ts';

export const accents = ['pool', 'blue', 'indigo', 'plum', 'rust', 'slate'] as const;
export type Accent = (typeof accents)[number];
export const textSizes = ['small', 'normal', 'large'] as const;
export type TextSize = (typeof textSizes)[number];
export const schemes = ['auto', 'light', 'dark'] as const;
export const densities = ['comfortable', 'compact'] as const;
/** `last`: where one was, on this device. */
export const startPages = ['today', 'mine', 'pool', 'last'] as const;
export type StartPage = (typeof startPages)[number];

export const preferencesSchema = z.strictObject({
  scheme: z.enum(schemes),
  accent: z.enum(accents),
  textSize: z.enum(textSizes),
  /** Row height that lists begin with until one sets it at the list. */
  density: z.enum(densities),
  startPage: z.enum(startPages),
  /** Kinds of notices that the system does not show; the bell lists them all the same. */
  muted: z.array(z.enum(noticeGroups)).max(noticeGroups.length),
  /** The paper that each kind of document was last printed on. */
  papers: z.partialRecord(z.enum(printKinds), paperSettingsSchema),
  /** The sheet of labels that one has; null: the usual one. */
  labels: labelGridSchema.nullable(),
});
/** How one person likes the program, on every PC (the language is kept with the person's account). */
export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = {
  scheme: 'auto',
  accent: 'pool',
  textSize: 'normal',
  density: 'comfortable',
  startPage: 'today',
  muted: [],
  papers: {},
  labels: null,
};

export const preferencesContract = {
  get: read('signedIn').input(nothing).output(type<Preferences>()),
  /** Changes what is named and leaves the rest; answers all. */
  save: write('signedIn').input(preferencesSchema.partial()).output(type<Preferences>()),
};
