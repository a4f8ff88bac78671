import { useHotkeys, type HotkeyItem } from '@mantine/hooks';

/** Fields that take letters (a tick or a segment that was clicked takes none), and dialogs, which have keys of their own. */
const elsewhere =
  'textarea, select, [contenteditable="true"], [role="dialog"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

/** Keys without Ctrl that mean something on a page, wherever nobody is typing. */
export function usePlainKeys(keys: readonly HotkeyItem[]): void {
  useHotkeys(
    keys.map(([key, act]) => [
      key,
      (event) => {
        if (event.target instanceof Element && event.target.closest(elsewhere) !== null) return;
        event.preventDefault();
        act(event);
      },
      { preventDefault: false },
    ]),
    [],
  );
}
