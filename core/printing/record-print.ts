import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { recall } from './gathered.ts';
import type { Printed } from './printing.contract.ts';

/**
 * One line in the log for each print (spec §15): what, how many, on which paper. Not what was searched for, which may
 * name a customer whom not everybody who reads the log may know. Throws `printGone`.
 */
export async function recordPrint(services: Services, actor: Actor, printed: Printed): Promise<void> {
  const { token, kind, pages, copies, paper, way } = printed;
  // Only what other procedures answered comes without a token: of the rest the service knows itself what it was.
  if (token === null && kind !== 'handover' && kind !== 'duplicates')
    throw new AppError('invalidInput', {}, { field: 'token' });
  const gathered = token === null ? null : recall(services, actor, token);
  const customerId = gathered?.customerId ?? null;
  await services.transaction((trx) =>
    logOperation(
      { trx, services, actor },
      {
        action: 'printed',
        entity: customerId === null ? 'print' : 'customer',
        entityId: customerId,
        after: {
          // Labels and envelopes are gathered alike.
          noun: gathered === null || gathered.kind === 'labels' ? kind : gathered.kind,
          rows: gathered?.rows ?? printed.rows,
          leftOut: gathered?.leftOut ?? 0,
          ...(gathered !== null && gathered.columns.length > 0 && { columns: gathered.columns }),
          ...(gathered !== null && { question: gathered.question }),
          paper,
          pages,
          copies,
          way,
        },
      },
    ),
  );
}
