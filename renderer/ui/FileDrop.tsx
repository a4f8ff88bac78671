import { useRef, type ReactNode } from 'react';
import { useFileDrop } from './file-drop.ts';
import classes from './FileDrop.module.css';
import { FileInput } from './FileInput.tsx';

interface FileDropProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** Said instead of the title while a file is held above it. */
  readonly overTitle?: string;
  readonly hint: string;
  /** Endings as the dialog wants them: `.xlsx,.csv`. */
  readonly accept?: string;
  readonly onTake: (files: readonly File[]) => void;
}

/** A field that takes files dropped on it, and opens the system's dialog by click, Enter or Space. */
export function FileDrop({ icon, title, overTitle = title, hint, accept, onTake }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const { over, handlers } = useFileDrop(onTake);
  return (
    <>
      <button
        type="button"
        className={classes.drop}
        data-autofocus
        onClick={() => input.current?.click()}
        data-over={over || undefined}
        {...handlers}
      >
        {icon}
        <span className={classes.title}>{over ? overTitle : title}</span>
        <span className={classes.hint}>{hint}</span>
      </button>
      <FileInput ref={input} accept={accept} onTake={onTake} />
    </>
  );
}
