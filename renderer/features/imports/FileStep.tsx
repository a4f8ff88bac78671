import { Button, Progress, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './imports.module.css';
import { stopUpload, uploadFile, useImportDraft } from './upload.ts';

/** Drop or choose a file; how far its upload is; what was wrong with it. */
export function FileStep() {
  const { t } = useTranslation();
  const { upload, refusal } = useImportDraft();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  if (upload !== null) {
    const percent = upload.bytes === 0 ? 0 : Math.round((upload.sent / upload.bytes) * 100);
    return (
      <div className={classes.panel} aria-live="polite">
        <Text fw={600} className={classes.breakable}>
          {upload.reading
            ? t(($) => $.imports.reading, { name: upload.fileName })
            : t(($) => $.imports.uploading, { name: upload.fileName })}
        </Text>
        <Progress
          value={percent}
          animated={upload.reading}
          aria-label={t(($) => $.imports.uploading, { name: upload.fileName })}
        />
        <div className={classes.between}>
          <Text fz="sm" c="dimmed">{`${percent}%`}</Text>
          <Button variant="default" onClick={stopUpload}>
            {t(($) => $.imports.cancelUpload)}
          </Button>
        </div>
      </div>
    );
  }
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) void uploadFile(file);
  };
  return (
    <>
      {refusal !== null && <ErrorNote error={refusal} />}
      <button
        type="button"
        className={classes.drop}
        data-over={over || undefined}
        onClick={() => input.current?.click()}
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take(event.dataTransfer.files);
        }}
      >
        <IconFileSpreadsheet size={36} stroke={1.3} aria-hidden="true" />
        <span className={classes.dropTitle}>
          {over ? t(($) => $.imports.dropHere) : t(($) => $.imports.drop)}
        </span>
        <span className={classes.dim}>{t(($) => $.imports.dropHint)}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-hidden="true"
        accept=".xlsx,.csv,.tsv,.txt,.xls"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file again, corrected meanwhile, must count as a choice.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
