import type { Query, QueryCache } from '@tanstack/react-query';

/** When the latest answer of a query was asked for, in milliseconds of this page. */
const askedAt = new WeakMap<object, number>();

/** Notes from here on when each query asks. */
export function noteAsking(cache: QueryCache): void {
  cache.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'fetch')
      askedAt.set(event.query, performance.now());
  });
}

/** Word that is older, in milliseconds, came over a break: the PC may have slept meanwhile, and its clock with it. */
const oldWord = 1_000;

/**
 * Queries whose answer may lack a change of `agoMs` milliseconds ago: those that asked before it. One's own changes have made
 * the page ask again already when word of them comes back.
 */
export function askedBefore(agoMs: number): (query: Query) => boolean {
  const changed = performance.now() - (agoMs > oldWord ? 0 : agoMs);
  return (query) => (askedAt.get(query) ?? -Infinity) < changed;
}
