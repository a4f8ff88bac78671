import { useEffect, useRef, useState, type DragEvent } from 'react';

const hasFiles = ({ dataTransfer }: DragEvent) => Array.from(dataTransfer.types).includes('Files');

/** Makes an element take what is dragged over it from outside the window; `over` while something is. */
export function useDrop(enabled: boolean, onDrop: (data: DataTransfer) => void) {
  const [over, setOver] = useState(false);
  // Every element below is entered and left on the way.
  const depth = useRef(0);
  // A file that misses would replace the page.
  useEffect(() => {
    const stop = (event: globalThis.DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    window.addEventListener('dragover', stop);
    window.addEventListener('drop', stop);
    return () => {
      window.removeEventListener('dragover', stop);
      window.removeEventListener('drop', stop);
    };
  }, []);
  const step = (by: 1 | -1) => (event: DragEvent) => {
    if (!enabled || !hasFiles(event)) return;
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  return {
    over,
    handlers: {
      onDragEnter: step(1),
      onDragLeave: step(-1),
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = enabled ? 'copy' : 'none';
      },
      onDrop: (event: DragEvent) => {
        depth.current = 0;
        setOver(false);
        if (!enabled || !hasFiles(event)) return;
        event.preventDefault();
        onDrop(event.dataTransfer);
      },
    },
  };
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Takes files that are pasted anywhere on the page, but for where one types and for dialogs. */
export function usePastedFiles(enabled: boolean, onPaste: (files: readonly File[]) => void) {
  const latest = useRef(onPaste);
  useEffect(() => {
    latest.current = onPaste;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const paste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0 || typing(event.target)) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [enabled]);
}
