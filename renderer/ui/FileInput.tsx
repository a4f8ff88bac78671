import type { RefObject } from 'react';

interface FileInputProps {
  /** Clicking it opens the system's dialog. */
  readonly ref: RefObject<HTMLInputElement | null>;
  /** Endings as the dialog wants them: `.xlsx,.csv`. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly onTake: (files: readonly File[]) => void;
}

/** The input behind a button that opens the system's file dialog; not in the order of the Tab key. */
export function FileInput({ ref, accept, multiple = false, onTake }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      tabIndex={-1}
      aria-hidden="true"
      accept={accept}
      multiple={multiple}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        // The same file again, corrected meanwhile, must count as a choice.
        event.currentTarget.value = '';
        if (files.length > 0) onTake(files);
      }}
    />
  );
}
