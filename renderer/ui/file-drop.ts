import { useEffect, useRef, useState, type DragEvent } from 'react';

const hasFiles = ({ dataTransfer }: DragEvent) => Array.from(dataTransfer.types).includes('Files');

/** Makes an element take what is dragged over it from outside the window; `over` while something is held above it. */
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

/** Makes an element take files; `take` is called when there is at least one. */
export function useFileDrop(take: (files: readonly File[]) => void) {
  return useDrop(true, ({ files }) => {
    if (files.length > 0) take([...files]);
  });
}
