import { candidateBigrams, coreSimilarity, probesNeeded, SIMILAR_FROM } from '../customers/index.ts';
import type { LikelyReason } from './duplicates.contract.ts';

/** What of a customer is compared. */
export interface Comparable {
  readonly id: number;
  readonly core: string;
  readonly taxKey: string | null;
  readonly domain: string | null;
  /** Digits of its telephone numbers. */
  readonly phones: readonly string[];
}

export interface FoundPair {
  readonly aId: number;
  readonly bId: number;
  readonly reasons: readonly LikelyReason[];
  readonly likeness: number;
  readonly score: number;
}

/** Within one mail domain names need not be as alike. */
const alikeInDomain = 0.5;
/** So many share a number, a domain or a core name by more than chance: a switchboard, a group of companies. */
const mostAlike = { taxNumber: 50, name: 50, phone: 12, email: 50 } as const;
/** Bigrams that more names have tell nothing; pairs that share only such are missed. */
const mostWithBigram = 1500;
const weight: Readonly<Record<LikelyReason, number>> = {
  taxNumber: 300,
  name: 60,
  phone: 100,
  email: 50,
  similar: 0,
};

/**
 * Compares customers with each other (spec §3.9): the same tax number, telephone number or core name, one mail domain and
 * names half alike, or names at least 80 % alike. `pace` is awaited between small steps, `progress` told how many are done.
 */
export async function findPairs(
  customers: readonly Comparable[],
  pace: () => Promise<void>,
  progress: (handled: number) => void,
): Promise<FoundPair[]> {
  const pairs = new Map<string, { a: number; b: number; reasons: Set<LikelyReason> }>();
  const note = (x: number, y: number, reason: LikelyReason) => {
    const [a, b] = x < y ? [x, y] : [y, x];
    const key = `${a} ${b}`;
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, { a, b, reasons: new Set([reason]) });
    else known.reasons.add(reason);
  };
  const core = (at: number) => customers[at]?.core ?? '';

  const groups = {
    taxNumber: new Map<string, number[]>(),
    name: new Map<string, number[]>(),
    phone: new Map<string, number[]>(),
    email: new Map<string, number[]>(),
  };
  const lists = new Map<string, number[]>();
  const put = (map: Map<string, number[]>, key: string, at: number) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [at]);
    else if (list.at(-1) !== at) list.push(at);
  };
  for (const [at, customer] of customers.entries()) {
    if (customer.taxKey !== null) put(groups.taxNumber, customer.taxKey, at);
    if (customer.core !== '') put(groups.name, customer.core, at);
    if (customer.domain !== null) put(groups.email, customer.domain, at);
    for (const phone of customer.phones) put(groups.phone, phone, at);
    for (const bigram of candidateBigrams(customer.core)) put(lists, bigram, at);
    if (at % 50 === 0) await pace();
  }
  for (const reason of ['taxNumber', 'name', 'phone', 'email'] as const) {
    for (const members of groups[reason].values()) {
      if (members.length < 2 || members.length > mostAlike[reason]) continue;
      for (const [nth, a] of members.entries())
        for (const b of members.slice(nth + 1))
          if (reason !== 'email' || coreSimilarity(core(a), core(b)) >= alikeInDomain) note(a, b, reason);
      await pace();
    }
  }
  const shared = new Map<number, number>();
  for (const [at, customer] of customers.entries()) {
    if (at % 500 === 0) progress(at);
    const bigrams = candidateBigrams(customer.core);
    const rarest = bigrams
      .map((bigram) => lists.get(bigram) ?? [])
      .toSorted((a, b) => a.length - b.length)
      .slice(0, probesNeeded(bigrams.length));
    shared.clear();
    for (const list of rarest) {
      if (list.length > mostWithBigram) break;
      // Each pair once: with those before it.
      for (const other of list) {
        if (other >= at) break;
        shared.set(other, (shared.get(other) ?? 0) + 1);
      }
    }
    for (const other of shared.keys()) {
      const [short, long] = [core(other).length, customer.core.length].toSorted((a, b) => a - b);
      // Two thirds of the longer name's bigrams must be in the shorter.
      if ((short ?? 0) * 3 < (long ?? 0) * 2 - 3 || core(other) === customer.core) continue;
      if (coreSimilarity(customer.core, core(other)) >= SIMILAR_FROM) note(other, at, 'similar');
    }
    await pace();
  }
  progress(customers.length);
  const found: FoundPair[] = [];
  for (const { a, b, reasons } of pairs.values()) {
    const likeness = Math.round(coreSimilarity(core(a), core(b)) * 100);
    const [x, y] = [customers[a]?.id ?? 0, customers[b]?.id ?? 0];
    let score = likeness;
    for (const reason of reasons) score += weight[reason];
    found.push({ aId: Math.min(x, y), bId: Math.max(x, y), reasons: [...reasons], likeness, score });
    if (found.length % 1000 === 0) await pace();
  }
  return found;
}
