import { useBlocker } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../ui/ConfirmDialog.tsx';

/**
 * Asks once before a page with unsaved changes is left, by link or by closing the window. Answers with a question of
 * its own for panels that close without a change of address: `if (await mayLeave()) close()`.
 */
export function useLeaveGuard(dirty: boolean): { mayLeave: () => Promise<boolean> } {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const now = useRef(dirty);
  useLayoutEffect(() => {
    now.current = dirty;
  }, [dirty]);
  const mayLeave = async (): Promise<boolean> =>
    !now.current ||
    (await confirm({
      title: t(($) => $.common.leave.title),
      text: t(($) => $.common.leave.text),
      action: t(($) => $.common.leave.action),
      danger: true,
    }));
  useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await mayLeave()),
    enableBeforeUnload: () => now.current,
  });
  return { mayLeave };
}
