import { sql } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { cleanText, foldText } from '../shared/text.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import type { CustomerQuery, CustomerRow } from './customers.contract.ts';
import { findByIds } from './customers.repository.ts';
import { planList } from './list-conditions.ts';
import { listCustomers } from './list-page.ts';
import { survivorByNumber } from './merged.ts';
import { presentRows } from './present-customer.ts';
import { scanInParts } from './scan.ts';
import { and, type Sql } from './search-condition.ts';

/** Most customers one batch may take. */
const selectionLimit = 5000;

/** The ids of everything a query finds, for a batch; `tooManySelected` beyond 5,000. */
export async function selectCustomers(inquiry: Inquiry, query: CustomerQuery): Promise<number[]> {
  const plan = await planList(inquiry, query, { for: 'all' });
  if (plan === 'nothing') return [];
  const ids: number[] = [];
  const select = async (where: Sql): Promise<boolean> => {
    const found = await sql<{ id: number }>`
      select customer.id from customer where ${where} limit ${selectionLimit + 1 - ids.length}`.execute(
      inquiry.db,
    );
    ids.push(...found.rows.map(({ id }) => id));
    return ids.length > selectionLimit;
  };
  if (plan.scans && !plan.byOwner) await scanInParts(inquiry, (bounds) => select(and([plan.where, bounds])));
  else await select(plan.where);
  if (ids.length > selectionLimit) throw new AppError('tooManySelected', { max: selectionLimit });
  return ids.toSorted((a, b) => a - b);
}

/** The few best hits of the quick search box: the newest changed of all that match, exact and leading names first. */
export async function quickSearch(
  inquiry: Inquiry,
  input: { readonly search: string; readonly limit: number },
  masked: readonly MaskableField[],
): Promise<readonly CustomerRow[]> {
  const page = await listCustomers(
    inquiry,
    {
      view: 'pool',
      segment: 'all',
      filters: {},
      search: input.search,
      sort: { by: 'updatedAt', direction: 'desc' },
      limit: Math.max(input.limit, 50),
    },
    masked,
  );
  const key = foldText(input.search);
  const merged = await survivorByNumber(inquiry.db, cleanText(input.search));
  if (merged !== null) {
    const [survivor] = await findByIds(inquiry.db, [merged.id]);
    const shown = survivor === undefined ? [] : await presentRows(inquiry, [survivor], masked);
    return [...shown, ...page.rows.filter(({ id }) => id !== merged.id)].slice(0, input.limit);
  }
  const rank = ({ name, shortName, number }: CustomerRow): number => {
    const texts = [name, shortName ?? '', number].map(foldText);
    if (texts.includes(key)) return 0;
    return texts.some((text) => text.startsWith(key)) ? 1 : 2;
  };
  return page.rows.toSorted((a, b) => rank(a) - rank(b)).slice(0, input.limit);
}
