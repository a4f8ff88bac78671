import { sql } from 'kysely';
import {
  checkTaxNumber,
  findDuplicates,
  findExact,
  isForeign,
  nameKey,
  phoneDigits,
  taxNumberKey,
} from '../customers/index.ts';
import type { CustomerStatus } from '../customers/customers.contract.ts';
import type { Actor } from '../permissions/actor.ts';
import { reaches, visible } from '../permissions/visible.ts';
import type { Inquiry } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { pacer } from '../shared/ports.ts';
import { cleanText, codePoints } from '../shared/text.ts';
import type { CheckedLine, CheckHit } from './duplicates.contract.ts';

/** What one line asks for. */
interface Asked {
  readonly text: string;
  readonly name: string;
  readonly taxNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Only a whole number finds a customer whose number is hidden: whoever has it knows it already. */
const wholePhone = 11;
const phoneLike = /^[\d\s+()（）\-–—、,，;；/.]+$/;
const taxLengths: ReadonlySet<number> = new Set([15, 18, 20]);

/** Cells of a line by what they look like; the first that is nothing else is the name. */
export function readLine(line: string): Asked | null {
  const cells = line
    .split('\t')
    .map(cleanText)
    .filter((cell) => cell !== '');
  if (cells.length === 0) return null;
  const asked = {
    name: '',
    taxNumber: null as string | null,
    phone: null as string | null,
    email: null as string | null,
  };
  for (const cell of cells) {
    if (taxLengths.has(codePoints(taxNumberKey(cell))) && checkTaxNumber(cell) === null)
      asked.taxNumber ??= cell;
    else if (/^\S+@\S+\.\S+$/.test(cell)) asked.email ??= cell;
    else if (
      phoneLike.test(cell) &&
      phoneDigits(cell)
        .split(' ')
        .some((digits) => digits.length >= wholePhone)
    )
      asked.phone ??= cell;
    else if (asked.name === '') asked.name = cell;
  }
  return { text: cells.join('  '), ...asked };
}

interface Facts {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly owner_id: number | null;
  readonly status: string;
  readonly last_interaction_at: string | null;
}

const atOnce = 200;

async function inPieces<Item, Answer>(
  items: readonly Item[],
  ask: (some: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += atOnce)
    answers.push(...(await ask(items.slice(from, from + atOnce))));
  return answers;
}

const factsById = (db: ReadDb, ids: readonly number[]) =>
  inPieces(ids, async (some) => {
    const found = await sql<Facts>`
      select id, number, name, owner_id, status, last_interaction_at from customer
      where id in (${sql.join(some)}) and deleted_at is null`.execute(db);
    return found.rows;
  });

/** Ids by customer number, as typed or in capitals. */
async function byNumbers(db: ReadDb, lines: readonly Asked[]): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(lines.flatMap(({ name }) => (name === '' ? [] : [name, name.toUpperCase()])))];
  const rows = await inPieces(wanted, (some) =>
    db
      .selectFrom('customer')
      .select(['id', 'number'])
      .where('number', 'in', some)
      .where('deleted_at', 'is', null)
      .execute(),
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
}

function hit(actor: Actor, facts: Facts, why: CheckHit['why']): CheckHit {
  return {
    id: facts.id,
    number: facts.number,
    name: facts.name,
    ownerId: facts.owner_id,
    status: facts.status as CustomerStatus,
    lastInteractionAt: facts.last_interaction_at,
    why,
    foreign: isForeign(actor, facts.owner_id),
    likeness: 100,
  };
}

/** Hits shown for one line. */
const shown = 10;

/**
 * Spec §3.9 for up to some thousand lines at once: what is exactly there is asked for all of them together, the rest looked
 * for one by one, other calls in between. Leaves out customers that the asker may not know of.
 */
export async function checkLines(
  inquiry: Inquiry,
  texts: readonly string[],
): Promise<readonly CheckedLine[]> {
  const { db, actor, services } = inquiry;
  const lines = texts.map(readLine).filter((line) => line !== null);
  const reach = visible(actor, 'exists');
  const known = (ownerId: number | null) => reaches(reach, ownerId, null);
  const pace = pacer(services);

  const exact = { byName: new Map<string, number>(), byTax: new Map<string, number>() };
  await inPieces(lines, async (some) => {
    const { byName, byTax } = await findExact(db, {
      nameKeys: [...new Set(some.map(({ name }) => nameKey(name)).filter((key) => key !== ''))],
      taxKeys: [
        ...new Set(some.flatMap(({ taxNumber }) => (taxNumber === null ? [] : [taxNumberKey(taxNumber)]))),
      ],
    });
    for (const [key, id] of byName) exact.byName.set(key, id);
    for (const [key, id] of byTax) exact.byTax.set(key, id);
    await pace();
    return [];
  });
  const numbers = await byNumbers(db, lines);
  const ids = (line: Asked) =>
    [
      ['number', numbers.get(line.name) ?? numbers.get(line.name.toUpperCase())],
      ['name', exact.byName.get(nameKey(line.name))],
      ['taxNumber', line.taxNumber === null ? undefined : exact.byTax.get(taxNumberKey(line.taxNumber))],
    ] as const;
  const wanted = new Set(lines.flatMap((line) => ids(line).flatMap(([, id]) => id ?? [])));
  const facts = new Map((await factsById(db, [...wanted])).map((row) => [row.id, row]));

  const answered = new Map<string, CheckedLine>();
  const checked: CheckedLine[] = [];
  for (const line of lines) {
    let answer = answered.get(line.text);
    if (answer === undefined) {
      const hits = new Map<number, CheckHit>();
      for (const [why, id] of ids(line)) {
        const found = id === undefined ? undefined : facts.get(id);
        if (found !== undefined && known(found.owner_id) && !hits.has(found.id))
          hits.set(found.id, hit(actor, found, why));
      }
      if (hits.size > 0) answer = { text: line.text, result: 'exact', hits: [...hits.values()] };
      else {
        const similar = (await findDuplicates(inquiry, { ...line, exceptId: null }))
          .filter(({ ownerId }) => known(ownerId))
          .slice(0, shown);
        answer = { text: line.text, result: similar.length > 0 ? 'similar' : 'none', hits: similar };
        await pace();
      }
      answered.set(line.text, answer);
    }
    checked.push(answer);
  }
  return checked;
}
