import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toldError, type AppError } from '#core/shared/errors.ts';
import { useNames } from '../../lib/names.ts';
import { notifyError } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import { useCan } from '../../lib/session.ts';
import { BatchDialog } from '../../ui/data-list/BatchDialog.tsx';
import type { PieceAnswer } from '../../ui/data-list/types.ts';
import { useBatch, type BatchRun } from '../../ui/data-list/use-batch.ts';
import type { ActionTarget, Move, MoveAnswer } from './move.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { useOwnershipMutations } from './mutations.ts';

/** Locking (spec §3.4): the customer never falls back by itself. */
export type CustomerAction = 'claim' | 'restore' | 'lock' | 'unlock' | Move;

interface CustomerActions {
  readonly start: (action: CustomerAction, target: ActionTarget) => void;
  /** What is being done at this moment. */
  readonly running: CustomerAction | null;
  /** The dialogs of the actions: to be put somewhere on the page. */
  readonly layer: ReactNode;
}

/**
 * Everything that moves customers: claim at once, the others after a dialog; each in pieces with progress, a result
 * that names the refused, and undo where there is one. `onDone` gets the ids that were moved.
 */
export function useCustomerActions(
  onDone: (ids: readonly number[], action: CustomerAction) => void,
): CustomerActions {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const mutations = useOwnershipMutations();
  const batch = useBatch();
  const mayRestore = useCan('recycleBin.restore');
  const mayReturn = useCan('customers.return');
  const [asked, setAsked] = useState<{ move: Move; target: ActionTarget } | null>(null);
  const busy = useRef(false);
  const [running, setRunning] = useState<CustomerAction | null>(null);

  const send = (action: CustomerAction, answer: MoveAnswer): ((ids: number[]) => Promise<PieceAnswer>) => {
    const { reason, toId, tasks } = answer;
    switch (action) {
      case 'claim':
        return (ids) => mutations.claim.mutateAsync({ ids });
      case 'restore':
        return (ids) => mutations.restore.mutateAsync({ ids });
      case 'lock':
      case 'unlock':
        return (ids) => mutations.lock.mutateAsync({ ids, locked: action === 'lock' });
      case 'return':
        return (ids) => mutations.return.mutateAsync({ ids, reason, tasks });
      case 'takeBack':
        return (ids) => mutations.takeBack.mutateAsync({ ids, reason, tasks });
      case 'remove':
        return (ids) => mutations.remove.mutateAsync({ ids, reason });
      case 'assign':
        return (ids) => mutations.assign.mutateAsync({ ids, toId: toId ?? 0, reason });
    }
  };

  /** Answers with the refusal where one customer was meant and refused, else null. */
  const act = async (
    action: CustomerAction,
    target: ActionTarget,
    answer: MoveAnswer,
  ): Promise<AppError | null> => {
    if (busy.current) return null;
    busy.current = true;
    setRunning(action);
    const run = await batch.start(
      t(($) => $.customers.running[action]),
      target.ids,
      send(action, answer),
    );
    busy.current = false;
    setRunning(null);
    if (target.ids.length === 1) {
      const [refused] = run.refused;
      batch.close();
      if (refused || run.error !== null) return refused ? toldError(refused) : toAppError(run.error);
    }
    if (run.done.length > 0) {
      say(action, target, answer, run);
      onDone(run.done, action);
    }
    return null;
  };

  const say = (action: CustomerAction, target: ActionTarget, answer: MoveAnswer, run: BatchRun) => {
    const count = run.done.length;
    const words: Record<CustomerAction, () => string> = {
      claim: () =>
        target.name === null
          ? t(($) => $.customers.done.claimed, { count })
          : t(($) => $.customers.done.claimedOne, { name: target.name }),
      restore: () => t(($) => $.customers.done.restored, { count }),
      return: () => t(($) => $.customers.done.returned, { count }),
      takeBack: () => t(($) => $.customers.done.takenBack, { count }),
      assign: () => t(($) => $.customers.done.assigned, { count, name: nameOf(answer.toId) }),
      remove: () => t(($) => $.customers.done.removed, { count }),
      lock: () => t(($) => $.customers.done.locked, { count }),
      unlock: () => t(($) => $.customers.done.unlocked, { count }),
    };
    const undo =
      action === 'claim' && mayReturn
        ? ('return' as const)
        : action === 'remove' && mayRestore
          ? ('restore' as const)
          : null;
    notifyWithUndo(
      words[action](),
      undo && {
        label: t(($) => $.customers.actions.undo),
        run: () => {
          const back = { ids: run.done, name: target.name, ownerId: null };
          const reason = t(($) => $.customers.dialogs.undoReason);
          void act(undo, back, { toId: null, reason, tasks: 'stay' }).then(
            (error) => error && notifyError(error),
          );
        },
      },
    );
  };

  const start = (action: CustomerAction, target: ActionTarget) => {
    if (target.ids.length === 0) return;
    if (action === 'claim' || action === 'restore' || action === 'lock' || action === 'unlock') {
      void act(action, target, { toId: null, reason: null, tasks: 'stay' }).then(
        (error) => error && notifyError(error),
      );
    } else setAsked({ move: action, target });
  };

  return {
    start,
    running,
    layer: (
      <>
        <MoveDialog
          asked={asked}
          onClose={() => setAsked(null)}
          onAnswer={async (answer) => {
            if (asked === null) return null;
            // Many take a while and are shown in a dialog of their own; one stays here until it is answered.
            if (asked.target.ids.length > 1) setAsked(null);
            const error = await act(asked.move, asked.target, answer);
            if (error === null) setAsked(null);
            return error;
          }}
        />
        <BatchDialog batch={batch} />
      </>
    ),
  };
}

/** Says what was done; with a button for as long as it is shown where that can be undone. */
function notifyWithUndo(text: string, undo: { readonly label: string; readonly run: () => void } | null) {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    color: 'teal',
    autoClose: undo ? 8000 : 3500,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm" lineClamp={2}>
          {text}
        </Text>
        {undo === null ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            style={{ flex: 'none' }}
            onClick={() => {
              notifications.hide(id);
              undo.run();
            }}
          >
            {undo.label}
          </Button>
        )}
      </Group>
    ),
  });
}
