import { listFiles } from '../attachments/index.ts';
import type { Attachment } from '../attachments/attachments.contract.ts';
import { contactsToExport } from '../contacts/index.ts';
import { accessTo, countCustomers, presentById } from '../customers/index.ts';
import { describeQuestion, exportWords, tableOf } from '../exports/index.ts';
import type { ExportWhat } from '../exports/exports.contract.ts';
import { interactionsToExport } from '../interactions/index.ts';
import type { Interaction } from '../interactions/interactions.contract.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Inquiry, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Language } from '../sessions/sessions.contract.ts';
import { remember } from './gathered.ts';
import { mostPrinted } from './printing.contract.ts';

type TableAsked = Exclude<ExportWhat, { noun: 'interactions' }>;

/** How many customers were asked for; counted no further than lists count. */
async function askedFor(inquiry: Inquiry, { ids, query }: TableAsked): Promise<number> {
  return ids === undefined ? (await countCustomers(inquiry, query)).count : new Set(ids).size;
}

/** Rows of a list as on the screen, from one moment of the register; others have their turn in between. */
export async function gatherRows(services: Services, actor: Actor, what: TableAsked, language: Language) {
  return services.snapshot(async (db) => {
    const inquiry: Inquiry = { services, actor, db };
    const { columns, pieces } = await tableOf(inquiry, what, exportWords[language], 'print');
    const rows: (readonly (string | number | null)[])[] = [];
    let leftOut = 0;
    let more = false;
    for await (const piece of pieces) {
      leftOut += piece.leftOut;
      rows.push(...piece.rows);
      more = rows.length > mostPrinted;
      if (more) break;
    }
    const printed = rows.slice(0, mostPrinted);
    if (what.noun === 'customers' && !more)
      leftOut = Math.max(0, (await askedFor(inquiry, what)) - rows.length);
    const token = remember(services, {
      personId: actor.id,
      kind: what.noun,
      rows: printed.length,
      leftOut,
      customerId: null,
      columns: columns.map(({ title }) => title),
      question: await describeQuestion(inquiry, what),
    });
    const shown = columns.map(({ key, title, kind, width }) => ({ key, title, kind, width }));
    return { token, leftOut, more, columns: shown, rows: printed };
  });
}

async function interactionsOf(
  inquiry: Inquiry,
  question: Extract<ExportWhat, { noun: 'interactions' }>['question'],
) {
  const interactions: Interaction[] = [];
  let leftOut = 0;
  for await (const piece of interactionsToExport(inquiry, question, 'print')) {
    leftOut += piece.leftOut;
    interactions.push(...piece.interactions);
    if (interactions.length > mostPrinted) break;
  }
  const more = interactions.length > mostPrinted;
  return { interactions: interactions.slice(0, mostPrinted), leftOut, more };
}

/** Interactions as the timeline finds them, with what was said. */
export async function gatherInteractions(
  services: Services,
  actor: Actor,
  question: Extract<ExportWhat, { noun: 'interactions' }>['question'],
) {
  return services.snapshot(async (db) => {
    const inquiry: Inquiry = { services, actor, db };
    const found = await interactionsOf(inquiry, question);
    const token = remember(services, {
      personId: actor.id,
      kind: 'interactions',
      rows: found.interactions.length,
      leftOut: found.leftOut,
      customerId: question.customerId ?? null,
      columns: [],
      question: await describeQuestion(inquiry, { noun: 'interactions', question }),
    });
    return { token, ...found };
  });
}

/** All files of a customer, its contacts and interactions, newest first. */
async function filesOf(inquiry: Inquiry, customerId: number): Promise<readonly Attachment[]> {
  const files: Attachment[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listFiles>> = await listFiles(inquiry, {
      owner: { kind: 'customer', id: customerId },
      only: false,
      limit: 200,
      ...(after !== null && { after }),
    });
    files.push(...page.rows);
    after = page.next;
  } while (after !== null && files.length < mostPrinted);
  return files;
}

/** A customer with what hangs on it, as the person sees it. `notFound`; `notAllowed` where they read it and may not print. */
export async function gatherCard(
  services: Services,
  actor: Actor,
  {
    customerId,
    contacts,
    interactions,
    files,
  }: { customerId: number; contacts: boolean; interactions: boolean; files: boolean },
) {
  return services.snapshot(async (db) => {
    const inquiry: Inquiry = { services, actor, db };
    const access = await accessTo(inquiry, customerId);
    if (access === null || access.sight === 'minimal') throw new AppError('notFound');
    if (!access.abilities.includes('print')) throw new AppError('notAllowed');
    const customer = await presentById(inquiry, customerId);
    const people = contacts ? (await contactsToExport(inquiry, [customerId], 'print')).contacts : [];
    const said = interactions
      ? await interactionsOf(inquiry, { view: 'all', customerId, search: '' })
      : { interactions: [], more: false };
    const hanging = files ? await filesOf(inquiry, customerId) : [];
    const token = remember(services, {
      personId: actor.id,
      kind: 'card',
      rows: 1 + people.length + said.interactions.length + hanging.length,
      leftOut: 0,
      customerId,
      columns: [],
      question: { contacts, interactions, files },
    });
    return {
      token,
      leftOut: 0,
      more: said.more,
      customer,
      contacts: people,
      interactions: said.interactions,
      files: hanging,
    };
  });
}
