import { type } from '@orpc/contract';
import { z } from 'zod';
import { day, id, nothing, read, shortText } from '../rpc/contract-base.ts';

/** What a line of the operation log is about. */
export const loggedEntities = [
  'customer',
  'contact',
  'interaction',
  'attachment',
  'task',
  'person',
  'department',
  'role',
  'choice',
  'customField',
  'setting',
  'session',
  'import',
  'export',
  'print',
  'view',
  'office',
] as const;
export type LoggedEntity = (typeof loggedEntities)[number];

/** Kinds that are looked for by themselves: the rest is found by what it is about. */
export const loggedKinds = [
  'created',
  'updated',
  'removed',
  'restored',
  'ownership',
  'merged',
  'sharing',
  'unmasked',
  'signIn',
  'signInFailed',
  'imported',
  'exported',
  'printed',
  'downloaded',
] as const;
export type LoggedKind = (typeof loggedKinds)[number];

/** One line of the operation log (spec §15) as far as the person may read it. */
export interface Operation {
  readonly seq: number;
  readonly at: string;
  /** null: the program itself, or nobody signed in. */
  readonly personId: number | null;
  readonly device: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: number | null;
  /** Name of the record, empty where it is gone or not theirs to know of. */
  readonly name: string;
  /** The customer's page it belongs to, where the person may open one. */
  readonly customerId: number | null;
  readonly reason: string | null;
  /** Names stand for people, departments and roles already; null where there was nothing. */
  readonly changes: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
  /** There is more to it than this person may see. */
  readonly hidden: boolean;
}

export const operationsContract = {
  /** Newest first; `after` is the last line of the page before. */
  list: read('log.see')
    .input(
      z.strictObject({
        personId: id.optional(),
        entity: z.enum(loggedEntities).optional(),
        kind: z.enum(loggedKinds).optional(),
        /** Number of a customer. */
        number: shortText.default(''),
        from: day.optional(),
        to: day.optional(),
        after: z.int().positive().optional(),
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .output(type<{ rows: readonly Operation[]; next: number | null }>()),
  /** Follows the chain from its first line on: tells the first line that somebody has tampered with, or null. */
  verify: read('log.see').input(nothing).output(type<{ lines: number; firstBad: number | null }>()),
};
