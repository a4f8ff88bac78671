/** One page of a list in keyset order: `next` continues after its last row, null at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A bounded count: `more` says that counting stopped there. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** Lists count no further than this: what is beyond reads "more than 100,000". */
export const countLimit = 100_000;
