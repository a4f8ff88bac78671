import { useState, type DragEvent } from 'react';

/** What makes an element take a file that is dropped on it; `data-over` is there while one is held above it. */
interface FileDrop {
  readonly 'data-over': true | undefined;
  readonly onDragEnter: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Props of an element that takes files; `take` is called when there is at least one. */
export function useFileDrop(take: (files: readonly File[]) => void): FileDrop {
  const [over, setOver] = useState(false);
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return {
    'data-over': over || undefined,
    onDragEnter: drag(true),
    onDragOver: drag(true),
    onDragLeave: drag(false),
    onDrop: (event) => {
      drag(false)(event);
      const files = [...event.dataTransfer.files];
      if (files.length > 0) take(files);
    },
  };
}
