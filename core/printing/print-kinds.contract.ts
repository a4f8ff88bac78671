import { z } from 'zod';
import { leastScale, mostMargin, mostScale, paperNames } from './engine/papers.ts';

/** Kinds of documents: each remembers its paper. */
export const printKinds = [
  'customers',
  'contacts',
  'interactions',
  'card',
  'handover',
  'duplicates',
] as const;
export type PrintKind = (typeof printKinds)[number];

const margin = z.number().min(0).max(mostMargin);
export const paperSettingsSchema = z.strictObject({
  paper: z.enum(paperNames),
  landscape: z.boolean(),
  top: margin,
  right: margin,
  bottom: margin,
  left: margin,
  scale: z.int().min(leastScale).max(mostScale),
});
