import { implement, ORPCError, os, ValidationError } from '@orpc/server';
import { loadActor } from '../permissions/load-actor.ts';
import { has, type Actor } from '../permissions/actor.ts';
import { AppError, errorStatus, isErrorCode, type FieldError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import type { Topic } from '../changes/changes.contract.ts';
import { contract } from './contract.ts';
import type { Access, ProcedureMeta } from './contract-base.ts';
import type { Context, Services } from './context.ts';

/**
 * The one order of every procedure: refusals become answers, the person is looked up, the right is asked,
 * the transaction opens, the input is checked, the handler runs, what changed is announced.
 * A procedure is written `writing.slice.verb.handler(({ context, input }) => …)`; which of the four builders it
 * uses follows from the effect its contract declares, and is checked at each call.
 */
const base = os.$context<Context>().$meta<ProcedureMeta>({});

function fieldErrors(error: ValidationError): FieldError[] {
  return error.issues.map((issue) => ({
    path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    code: 'malformed',
  }));
}

/** Turns whatever was thrown into what travels: a known refusal, or `unexpected` with an id that is in the log. */
function refusal(error: unknown, services: Services, path: readonly string[]): ORPCError<string, unknown> {
  const known =
    error instanceof AppError
      ? error
      : error instanceof ORPCError && error.cause instanceof ValidationError
        ? new AppError('invalidInput', {}, { fields: fieldErrors(error.cause) })
        : null;
  if (known !== null) {
    const { code, params, field, fields, data } = known;
    return new ORPCError(code, {
      status: errorStatus[code],
      message: code,
      data: { params, field, fields, data },
    });
  }
  if (error instanceof ORPCError && isErrorCode(error.code)) return error;
  const reference = services.hasher.token().slice(0, 8);
  services.log.error('unexpected', {
    reference,
    procedure: path.join('.'),
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return new ORPCError('unexpected', { status: 500, message: 'unexpected', data: { params: { reference } } });
}

const answering = base.middleware(async ({ context, next, path }) => {
  try {
    return await next();
  } catch (error) {
    throw refusal(error, context.services, path);
  }
});

function allowed(actor: Actor, access: Access | undefined): boolean {
  if (access === undefined || access === 'anyone') return false;
  if (access === 'changing') return true;
  if (actor.mustChangePassword) throw new AppError('passwordChangeNeeded');
  if (access === 'signedIn') return true;
  if (typeof access === 'string') return has(actor, access);
  return access.some((right) => has(actor, right));
}

/** Looks the person and the rights up for this call and refuses what the contract does not allow. */
const authorising = base.middleware(async ({ context, next, procedure }) => {
  const actor = await loadActor(context.services, context.session.get(), context.device);
  if (actor === null) throw new AppError('signInNeeded');
  if (!allowed(actor, procedure['~orpc'].meta.access)) throw new AppError('notAllowed');
  return next({ context: { actor } });
});

function declared(meta: ProcedureMeta, effect: ProcedureMeta['effect']): void {
  if (meta.effect !== effect)
    throw new Error(`Built as ${effect ?? ''}, declared as ${meta.effect ?? 'nothing'}`);
}

const withReader = base.middleware(async ({ context, next, procedure }) => {
  declared(procedure['~orpc'].meta, 'read');
  return next({ context: { db: context.services.db } });
});

const idempotencyHeader = 'idempotency-key';

/**
 * One transaction for the change, its log rows and its idempotency key: a repeated key answers what the first
 * call answered, a key used for something else is refused (`requestRepeated`).
 */
const withWriter = base
  .$context<Context & { actor: Actor }>()
  .middleware(async ({ context, next, procedure, path }, input, output) => {
    declared(procedure['~orpc'].meta, 'write');
    const { services, actor } = context;
    const touched = new Set<Topic>();
    const key = context.reqHeaders?.get(idempotencyHeader) ?? null;
    const name = path.join('.');
    const result = await services.transaction(async (trx) => {
      const proceed = () => next({ context: { trx, touched } });
      if (key === null) return proceed();
      if (key.length > 100) throw new AppError('invalidInput');
      const inputHash = services.hasher.sha256(canonicalJson(input));
      const earlier = await trx
        .selectFrom('request')
        .select(['procedure', 'input_hash', 'answer'])
        .where('person_id', '=', actor.id)
        .where('key', '=', key)
        .executeTakeFirst();
      if (earlier !== undefined) {
        if (earlier.procedure !== name || earlier.input_hash !== inputHash)
          throw new AppError('requestRepeated');
        const answer: unknown = JSON.parse(earlier.answer);
        // The handler does not run again, so nobody misses what it would have found in its context.
        return output(answer === null ? undefined : answer) as Awaited<ReturnType<typeof proceed>>;
      }
      const answered = await proceed();
      await trx
        .insertInto('request')
        .values({
          person_id: actor.id,
          key,
          procedure: name,
          input_hash: inputHash,
          answer: JSON.stringify(answered.output ?? null),
          at: isoNow(services.clock),
        })
        .execute();
      return answered;
    });
    services.changes.publish(touched);
    return result;
  });

/** A retry after a lost answer comes within minutes; a week covers a PC that slept over a holiday. */
const answersKept = 7 * 24 * 60 * 60 * 1000;

/** Forgets the answers of calls that nobody will repeat any more; called when the office opens. */
export async function forgetAnswers({ transaction, clock }: Services): Promise<void> {
  const oldest = new Date(clock.now() - answersKept).toISOString();
  await transaction((trx) => trx.deleteFrom('request').where('at', '<', oldest).execute());
}

const withNothing = base.middleware(async ({ next, procedure }) => {
  declared(procedure['~orpc'].meta, 'own');
  return next();
});

const everything = implement(contract).$context<Context>().use(answering);

/** Reading while signed out: only what the contract opens to anyone. */
export const openReading = everything.use(
  base.middleware(async ({ context, next, procedure }) => {
    if (procedure['~orpc'].meta.access !== 'anyone') throw new AppError('notAllowed');
    return next({ context: { db: context.services.db } });
  }),
);
/** Handlers that open their own transactions, signed out. */
export const openOwning = openReading.use(withNothing);
/** Queries: `context.db` is the read-only connection. */
export const reading = everything.use(authorising).use(withReader);
/** Changes: `context.trx` is the transaction, `context.touched` what is announced after the commit. */
export const writing = everything.use(authorising).use(withWriter);
/** Handlers that hash, stream or wait, and open short transactions themselves. */
export const owning = everything.use(authorising).use(withNothing);
