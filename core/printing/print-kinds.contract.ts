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
  'labels',
  'envelopes',
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

const length = z.number().min(0).max(300);
/** A sheet of labels, in millimetres. */
export const labelGridSchema = z.strictObject({
  columns: z.int().min(1).max(10),
  rows: z.int().min(1).max(30),
  width: z.number().min(15).max(300),
  height: z.number().min(8).max(300),
  left: length,
  top: length,
  gapX: length,
  gapY: length,
  start: z.int().min(1).max(300),
});
