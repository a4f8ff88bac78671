import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { Right } from '../permissions/rights.ts';

/**
 * What every procedure declares beside its schemas.
 * `access`: who may call it at all; which rows they reach is the slice's policy.
 * `effect`: `read` runs on the read-only connection; `write` in one transaction together with its idempotency key,
 * its log rows and its events; `own` takes care of its transactions itself (it hashes, streams or waits).
 */
export type ProcedureMeta = {
  readonly access?: Access;
  readonly effect?: 'read' | 'write' | 'own';
};

/** `anyone` may be signed out; `changing` is signed in, even with a password that must be changed first. */
export type Access = 'anyone' | 'changing' | 'signedIn' | Right | readonly Right[];

const base = oc.$meta<ProcedureMeta>({});

export const read = (access: Access) => base.meta({ access, effect: 'read' });
export const write = (access: Access) => base.meta({ access, effect: 'write' });
export const own = (access: Access) => base.meta({ access, effect: 'own' });

export const id = z.int().positive();
export const version = z.int().positive();
export const nothing = z.strictObject({});
/** A name or label people type: cleaned by the slice, bounded here. */
export const shortText = z.string().max(400);
/** `YYYY-MM-DD`; the slice checks that the day exists. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What one person may do with one record; buttons read this and re-implement nothing. */
export interface WithAbilities<Ability extends string> {
  readonly abilities: readonly Ability[];
}
