import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { stillGone, type Draft, type DraftItem } from './draft.ts';
import type { Outcome } from './handover.contract.ts';
import type { HandoverKind } from './kind.ts';

const running = (today: string) =>
  sql<SqlBool>`share.ended_at is null and (share.until_on is null or share.until_on >= ${today})`;

/** A table whose records are over once an instant and a person stand in two of its columns. */
interface Closing {
  readonly table: 'share' | 'share_request' | 'extension_request';
  readonly at: string;
  readonly by: string;
  readonly versioned: boolean;
  /** What must be the same in another open record, so that this one cannot be opened again. */
  readonly unique: readonly string[];
}

const items = (handoverId: number, outcome: Outcome) => sql`(select record_id from handover_item
  where handover_id = ${handoverId} and kind = ${outcome} and undone = 0)`;

/** How such records are closed by a handover and opened again by undoing it. */
function closing({ table, at, by, versioned, unique }: Closing): Pick<HandoverKind, 'apply' | 'undo'> {
  const raise = versioned ? sql`, version = version + 1` : sql``;
  const other = sql.join(
    unique.map((column) => sql`other.${sql.ref(column)} = ${sql.ref(`${table}.${column}`)}`),
    sql` and `,
  );
  return {
    apply: async (handover, outcome) => {
      await sql`update ${sql.table(table)} set ${sql.ref(at)} = ${handover.at}, ${sql.ref(by)} = ${handover.byId}${raise}
        where id in ${items(handover.id, outcome)} and ${sql.ref(at)} is null`.execute(handover.change.trx);
    },
    undo: async (handover, outcome) => {
      const { rows } =
        await sql`update ${sql.table(table)} set ${sql.ref(at)} = null, ${sql.ref(by)} = null${raise}
        where id in ${items(handover.id, outcome)} and ${sql.ref(at)} = ${handover.at}
          and ${sql.ref(by)} = ${handover.byId} and not ${stillGone(handover.id, `${table}.customer_id`)}
          and not exists (select 1 from ${sql.table(table)} as other where ${other} and other.${sql.ref(at)} is null)
        returning id`.execute(handover.change.trx);
      return rows.length;
    },
  };
}

interface Found {
  readonly id: number;
  readonly customer_id: number;
  readonly person_id: number;
}

const found = async (query: RawBuilder<unknown>, { db }: Draft): Promise<readonly Found[]> =>
  (await (query as RawBuilder<Found>).execute(db)).rows;

const ending =
  (outcome: Outcome, personId: number) =>
  (row: Found): DraftItem => ({
    outcome,
    recordId: row.id,
    fromId: personId,
    toId: null,
  });

const given = (personId: number, today: string) => sql<Found>`
  select share.id, share.customer_id, null as text, share.person_id, share.until_on as day
  from share join customer on customer.id = share.customer_id
  where customer.owner_id = ${personId} and ${running(today)}`;

/** Shares of one's customers that do not go on: by choice, in the pool, and with whom gets the customer. */
async function endingShares(draft: Draft): Promise<DraftItem[]> {
  const { personId, plan, destinations } = draft;
  const rows = await found(given(personId, draft.today), draft);
  return rows
    .filter((row) => {
      const to = destinations.get(row.customer_id)?.to ?? null;
      return to === null || plan.shares === 'end' || to === row.person_id;
    })
    .map(ending('shareEnded', personId));
}

const share: Closing = {
  table: 'share',
  at: 'ended_at',
  by: 'ended_by',
  versioned: true,
  unique: ['person_id', 'customer_id'],
};
const shareRequest: Closing = {
  table: 'share_request',
  at: 'answered_at',
  by: 'answered_by',
  versioned: false,
  unique: ['person_id', 'customer_id'],
};
const extensionRequest: Closing = { ...shareRequest, table: 'extension_request', unique: ['customer_id'] };

const received = (personId: number, today: string) => sql<Found>`
  select share.id, share.customer_id, null as text, customer.owner_id as person_id, share.until_on as day
  from share join customer on customer.id = share.customer_id
  where share.person_id = ${personId} and ${running(today)}`;

export const shareKinds: readonly HandoverKind[] = [
  {
    name: 'sharesGiven',
    // By the owner of the customer; `share.by_id` is history.
    columns: ['customer.owner_id'],
    outcomes: ['shareEnded'],
    found: (personId, today) => sql`${given(personId, today)}`,
    gather: endingShares,
    ...closing(share),
  },
  {
    name: 'sharesReceived',
    columns: ['share.person_id'],
    outcomes: ['receivedShareEnded'],
    found: (personId, today) => sql`${received(personId, today)}`,
    // A share is given to a person, not to a desk: the owner decides whether the successor gets one.
    gather: async (draft) =>
      (await found(received(draft.personId, draft.today), draft)).map(
        ending('receivedShareEnded', draft.personId),
      ),
    ...closing(share),
  },
];

const requestsTo = (personId: number) => sql<Found>`
  select share_request.id, share_request.customer_id, share_request.reason as text, share_request.person_id,
    share_request.created_at as day
  from share_request join customer on customer.id = share_request.customer_id
  where customer.owner_id = ${personId} and share_request.answered_at is null`;
const requestsFrom = (personId: number) => sql<Found>`
  select share_request.id, share_request.customer_id, share_request.reason as text, customer.owner_id as person_id,
    share_request.created_at as day
  from share_request join customer on customer.id = share_request.customer_id
  where share_request.person_id = ${personId} and share_request.answered_at is null`;
const extensions = (personId: number) => sql<Found>`
  select extension_request.id, extension_request.customer_id, extension_request.reason as text,
    extension_request.person_id, extension_request.until_on as day
  from extension_request join customer on customer.id = extension_request.customer_id
  where customer.owner_id = ${personId} and extension_request.answered_at is null`;

export const requestKinds: readonly HandoverKind[] = [
  {
    name: 'shareRequestsTo',
    columns: ['customer.owner_id'],
    outcomes: ['shareRequestClosed'],
    found: (personId) => sql`${requestsTo(personId)}`,
    // The new owner answers; of who becomes the owner, and of an unclaimed customer, there is nothing left to answer.
    gather: async (draft) =>
      (await found(requestsTo(draft.personId), draft))
        .filter((row) => {
          const to = draft.destinations.get(row.customer_id)?.to ?? null;
          return to === null || to === row.person_id;
        })
        .map(ending('shareRequestClosed', draft.personId)),
    ...closing(shareRequest),
  },
  {
    name: 'shareRequestsFrom',
    columns: ['share_request.person_id'],
    outcomes: ['ownRequestClosed'],
    found: (personId) => sql`${requestsFrom(personId)}`,
    gather: async (draft) =>
      (await found(requestsFrom(draft.personId), draft)).map(ending('ownRequestClosed', draft.personId)),
    ...closing(shareRequest),
  },
  {
    name: 'extensionRequests',
    columns: ['extension_request.person_id'],
    outcomes: ['extensionDropped'],
    found: (personId) => sql`${extensions(personId)}`,
    // An extension was asked for by the owner of until now.
    gather: async (draft) =>
      (await found(extensions(draft.personId), draft)).map(ending('extensionDropped', draft.personId)),
    ...closing(extensionRequest),
  },
];
