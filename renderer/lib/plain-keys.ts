import { useHotkeys, type HotkeyItem } from '@mantine/hooks';

/** Fields that take letters; a tick or a segment that was clicked takes none. */
const typedInto =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

/** Keys without Ctrl that mean something wherever nobody is typing. */
export function usePlainKeys(keys: readonly HotkeyItem[]): void {
  useHotkeys(
    keys.map(([key, act, { preventDefault = true } = {}]) => [
      key,
      (event) => {
        if (event.target instanceof Element && event.target.closest(typedInto) !== null) return;
        if (preventDefault) event.preventDefault();
        act(event);
      },
      { preventDefault: false },
    ]),
    [],
  );
}
