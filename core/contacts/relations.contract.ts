import { type } from '@orpc/contract';
import { z } from 'zod';
import { id, read, shortText, version, write, type WithAbilities } from '../rpc/contract-base.ts';

/** Longest name of a person outside and longest remark, in code points. */
export const relationMax = { name: 100, remark: 500 } as const;

/** Somebody a contact is tied to: another contact, or, with `contactId` null, a person outside who is only a name. */
export interface RelatedPerson {
  readonly contactId: number | null;
  readonly name: string;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly leftCompany: boolean;
}

export type RelationAbility = 'edit' | 'remove';

/**
 * How a contact is tied to somebody (spec §4). `incoming`: it was noted at the other one, and reads from there: this
 * contact is the other one's former boss.
 */
export interface Relation extends WithAbilities<RelationAbility> {
  readonly id: number;
  readonly incoming: boolean;
  readonly typeId: number;
  readonly other: RelatedPerson;
  readonly remark: string | null;
  readonly version: number;
}

export interface NetworkNode extends RelatedPerson {
  /** Unique in the picture: `c12` for a contact, `r7` for somebody outside, by the relation that names them. */
  readonly key: string;
  /** Steps from the contact in the middle. */
  readonly depth: number;
}

/** The people around a contact; relations of which the asker may not read both ends are not in it. */
export interface Network {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly {
    readonly id: number;
    readonly from: string;
    readonly to: string;
    readonly typeId: number;
  }[];
  /** There are more people than the picture holds. */
  readonly more: boolean;
}

const seeing = ['customers.see', 'customers.exists', 'pool.see'] as const;
const editing = ['customers.edit', 'pool.manage'] as const;
const typed = { typeId: id, remark: z.string().max(2000).nullable() };

export const relationsContract = {
  list: read(seeing)
    .input(z.strictObject({ contactId: id }))
    .output(type<{ rows: readonly Relation[]; abilities: readonly 'create'[] }>()),
  network: read(seeing)
    .input(z.strictObject({ contactId: id, depth: z.int().min(1).max(3).default(2) }))
    .output(type<Network>()),
  /** To another contact that the asker reads (`toId`), or to somebody outside (`toName`): exactly one of them. */
  create: write(editing)
    .input(z.strictObject({ fromId: id, toId: id.nullable(), toName: shortText.nullable(), ...typed }))
    .output(type<Relation>()),
  update: write(editing)
    .input(z.strictObject({ id, version, ...typed }))
    .output(type<Relation>()),
  remove: write(editing).input(z.strictObject({ id, version })).output(type<void>()),
};
