import { useBlocker } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from './ConfirmDialog.tsx';

/**
 * Asks once before a page with unsaved changes is left, by link or by closing the window. `isDirty` is asked at that
 * very moment; `onDiscard` forgets what is kept of the changes once the person has given them up. Answers with a question of
 * its own for panels that close without a change of address: `if (await mayLeave()) close()`.
 */
export function useLeaveGuard(
  isDirty: () => boolean,
  onDiscard?: () => void,
): { mayLeave: () => Promise<boolean> } {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const now = useRef({ isDirty, onDiscard });
  useLayoutEffect(() => {
    now.current = { isDirty, onDiscard };
  });
  const mayLeave = async (): Promise<boolean> => {
    if (!now.current.isDirty()) return true;
    const leaves = await confirm({
      title: t(($) => $.common.leave.title),
      text: t(($) => $.common.leave.text),
      action: t(($) => $.common.leave.action),
      danger: true,
    });
    if (leaves) now.current.onDiscard?.();
    return leaves;
  };
  useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await mayLeave()),
    enableBeforeUnload: () => now.current.isDirty(),
  });
  return { mayLeave };
}
