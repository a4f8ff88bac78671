import { type } from '@orpc/contract';
import { z } from 'zod';
import { id, nothing, read, shortText, version, write } from '../rpc/contract-base.ts';

/** Lists of choices kept in settings (spec §3, customer fields). */
export const choiceKinds = [
  'industry',
  'source',
  'size',
  'legalForm',
  'tag',
  'returnReason',
  'takeBackReason',
  'assignReason',
  'relationType',
] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

export interface Choice {
  readonly id: number;
  readonly kind: ChoiceKind;
  readonly label: string;
  readonly position: number;
  /** Retired entries stay on the records that have them and are offered no more. */
  readonly retired: boolean;
  readonly version: number;
}

const versioned = { id, version };

export const choicesContract = {
  list: read('signedIn').input(nothing).output(type<readonly Choice[]>()),
  create: write('choices.manage')
    .input(z.strictObject({ kind: z.enum(choiceKinds), label: shortText }))
    .output(type<Choice>()),
  update: write('choices.manage')
    .input(z.strictObject({ ...versioned, label: shortText, retired: z.boolean() }))
    .output(type<Choice>()),
  /** Puts the entries of one kind in this order. */
  order: write('choices.manage')
    .input(z.strictObject({ kind: z.enum(choiceKinds), ids: z.array(id).max(5000) }))
    .output(type<void>()),
  /** Refused with `choiceInUse` while a record has it; it can be retired instead. */
  remove: write('choices.manage').input(z.strictObject(versioned)).output(type<void>()),
};
