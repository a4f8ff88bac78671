import type { RawBuilder } from 'kysely';
import type { Change } from '../rpc/context.ts';
import type { Draft, DraftItem } from './draft.ts';
import type { Belonging, Outcome } from './handover.contract.ts';

/** A record as the list of what is theirs shows it. */
export interface FoundRow {
  readonly id: number;
  readonly customer_id: number;
  readonly text: string | null;
  readonly person_id: number | null;
  readonly day: string | null;
}

export interface WrittenHandover {
  readonly change: Change;
  readonly id: number;
  /** The one instant of the handover. */
  readonly at: string;
  /** Who ran it. */
  readonly byId: number;
}

/**
 * One kind of record that can belong to somebody who leaves. A slice that adds such a kind writes one of these and
 * lists it in `handoverKinds`; `schema-walk.test.ts` fails for a column that refers to a person and stands neither here nor in `stays`.
 */
export interface HandoverKind {
  readonly name: Belonging;
  /** The columns it hands over, `table.column`. */
  readonly columns: readonly string[];
  /** What may become of its records. */
  readonly outcomes: readonly Outcome[];
  /** The records that are theirs: `id, customer_id, text, person_id, day`. */
  readonly found: (personId: number, today: string) => RawBuilder<FoundRow>;
  /** What happens to each; customers have their destinations already. Reads only. */
  readonly gather: (draft: Draft) => Promise<DraftItem[]>;
  /** Does it for the items written for this handover. */
  readonly apply: (handover: WrittenHandover, outcome: Outcome) => Promise<void>;
  /** Gives back what nobody touched since, and marks those items; answers how many. */
  readonly undo: (handover: WrittenHandover, outcome: Outcome) => Promise<number>;
}
