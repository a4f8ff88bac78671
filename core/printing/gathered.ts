import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { PrintKind } from './print-kinds.contract.ts';

/** What somebody was given to print, kept for the log until they print it. */
export interface Remembered {
  readonly personId: number;
  readonly kind: PrintKind;
  readonly rows: number;
  readonly leftOut: number;
  /** The one customer it is about, if it is about one. */
  readonly customerId: number | null;
  readonly columns: readonly string[];
  readonly question: Readonly<Record<string, unknown>>;
}

/** Previews that are open at once in an office of fifty, and some. */
const mostRemembered = 500;

const remembered = new WeakMap<Services, Map<string, Remembered>>();

/** Remembers what was handed out; answers the name by which it is found again. The oldest are forgotten. */
export function remember(services: Services, what: Remembered): string {
  const all = remembered.get(services) ?? new Map<string, Remembered>();
  remembered.set(services, all);
  const token = services.hasher.token();
  all.set(token, what);
  const [oldest] = all.keys();
  if (all.size > mostRemembered && oldest !== undefined) all.delete(oldest);
  return token;
}

/** What one was given oneself. Throws `printGone` for what is forgotten and for what is somebody else's. */
export function recall(services: Services, actor: Actor, token: string): Remembered {
  const found = remembered.get(services)?.get(token);
  if (found === undefined || found.personId !== actor.id) throw new AppError('printGone');
  return found;
}
