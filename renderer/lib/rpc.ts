import { type ClientLink, createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import {
  ClientRetryPlugin,
  type ClientRetryPluginContext,
  SimpleCsrfProtectionLinkPlugin,
} from '@orpc/client/plugins';
import { type StandardLinkClientInterceptorOptions, StandardRPCLink } from '@orpc/client/standard';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { contract } from '#core/rpc/contract.ts';
import { AppError, type ErrorParams, type FieldError, isErrorCode } from '#core/shared/errors.ts';
import type { NativeApi } from '#electron/shared/native-api.ts';
import { connectionState, noteAnswer, silenceOf } from './connection.ts';
import { askForPort, portSender } from './port-sender.ts';

export { connectionState };

declare global {
  interface Window {
    /** Only in the desktop program. */
    readonly kechi?: NativeApi;
  }
}

/** What a call may say beside its input. */
export interface RpcContext extends ClientRetryPluginContext {
  /** Made once for each intent of the person and sent again with each repetition, so that none acts twice. */
  readonly idempotencyKey?: string;
}

export type RpcClient = ContractRouterClient<typeof contract, RpcContext>;

/** How long after a broken event stream the next one is asked for, in milliseconds. */
const streamRetryDelay = 1_000;

function headers({ context }: { readonly context: RpcContext }): Record<string, string> {
  return context.idempotencyKey === undefined ? {} : { 'idempotency-key': context.idempotencyKey };
}

/** The stream of changes goes on by itself after a break, from the last event it had; a refusal ends it. */
const resume = () =>
  new ClientRetryPlugin<RpcContext>({
    default: {
      retry: ({ path }) => (path.join('.') === 'changes.watch' ? Number.POSITIVE_INFINITY : 0),
      retryDelay: streamRetryDelay,
      shouldRetry: ({ error }) => !(error instanceof ORPCError),
    },
  });

type Attempt = StandardLinkClientInterceptorOptions<RpcContext>;

/** Every call tells whether the office is there; one that is not answered is refused with `hostAway`. */
function listening(onSilence: () => void) {
  return async ({ next, signal }: Attempt & { next: () => ReturnType<Sender['call']> }) => {
    try {
      const response = await next();
      // Not from the office: a proxy in front of it says that nobody is behind.
      if (response.status >= 502 && response.status <= 504 && !isJson(response.headers['content-type'])) {
        throw new AppError('hostAway');
      }
      noteAnswer();
      return response;
    } catch (error) {
      if (signal?.aborted) throw error;
      onSilence();
      throw error instanceof AppError ? error : new AppError('hostAway', {}, { cause: error });
    }
  };
}

type Sender = ReturnType<typeof portSender>;

function isJson(type: string | readonly string[] | undefined): boolean {
  return String(type ?? '').startsWith('application/json');
}

/** A client over the port that `ask` gives, or over HTTP to the address that `origin` gives. */
export function createClient(
  over: { readonly ask: () => MessagePort } | { readonly origin: () => string },
): RpcClient {
  const onSilence = silenceOf(() => client.office.state({}));
  const clientInterceptors = [listening(onSilence)];
  const link: ClientLink<RpcContext> =
    'ask' in over
      ? new StandardRPCLink<RpcContext>(portSender(over.ask, onSilence), {
          url: 'http://orpc',
          headers,
          clientInterceptors,
          plugins: [resume()],
        })
      : new RPCLink<RpcContext>({
          url: () => `${over.origin()}/rpc`,
          headers,
          clientInterceptors,
          plugins: [resume(), new SimpleCsrfProtectionLinkPlugin()],
        });
  const client: RpcClient = createORPCClient(link);
  return client;
}

/** The office: over the desktop program's port where there is one, else over HTTP to where the page came from. */
export const client: RpcClient = createClient(
  typeof window !== 'undefined' && window.kechi ? { ask: askForPort } : { origin: () => location.origin },
);

/** Query options and keys made from the contract: `orpc.people.names.queryOptions({ input: {} })`. */
export const orpc = createTanstackQueryUtils(client);

interface Refusal {
  readonly params?: unknown;
  readonly field?: unknown;
  readonly fields?: unknown;
  readonly issues?: unknown;
  readonly data?: unknown;
}

/** Turns whatever a call threw into a refusal with a sentence; what nobody foresaw reads as `unexpected`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (!(thrown instanceof ORPCError)) return new AppError('unexpected', {}, { cause: thrown });
  const answer: Refusal = typeof thrown.data === 'object' && thrown.data !== null ? thrown.data : {};
  const code = isErrorCode(thrown.code)
    ? thrown.code
    : thrown.code === 'BAD_REQUEST'
      ? 'invalidInput'
      : 'unexpected';
  return new AppError(code, toParams(answer.params), {
    ...(typeof answer.field === 'string' && { field: answer.field }),
    fields: Array.isArray(answer.fields) ? answer.fields.filter(isFieldError) : toFields(answer.issues),
    data: answer.data,
    cause: thrown,
  });
}

function toParams(params: unknown): ErrorParams {
  const entries = typeof params === 'object' && params !== null ? Object.entries(params) : [];
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
}

function isFieldError(value: unknown): value is FieldError {
  return typeof value === 'object' && value !== null && 'path' in value && 'code' in value;
}

/** The issues of a schema, where the service had no sentence of its own for them. */
function toFields(issues: unknown): readonly FieldError[] {
  if (!Array.isArray(issues)) return [];
  return issues.flatMap((issue: unknown) =>
    typeof issue === 'object' && issue !== null && 'path' in issue && Array.isArray(issue.path)
      ? [{ path: issue.path.join('.'), code: 'malformed' }]
      : [],
  );
}
