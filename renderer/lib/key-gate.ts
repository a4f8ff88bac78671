let guarded: (() => HTMLElement | null) | null = null;

/** While set, only keys typed inside the element reach the program, and no shortcut does (lock screen over open dialogs). */
export function guardKeys(inside: (() => HTMLElement | null) | null): void {
  guarded = inside;
}

/**
 * Listens before anything else does, so that a locked screen can keep Escape and shortcuts from the dialogs below it:
 * they listen on the window too, and only the first listener can stop the others.
 */
export function installKeyGate(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (guarded === null) return;
      const element = guarded();
      const outside = !(event.target instanceof Node) || !element?.contains(event.target);
      const shortcut =
        event.key === 'Escape' ||
        ((event.ctrlKey || event.metaKey) && 'klns'.includes(event.key.toLowerCase()));
      if (outside || shortcut) event.stopImmediatePropagation();
      if (shortcut) event.preventDefault();
    },
    { capture: true },
  );
}
