import { Button, Progress, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import classes from './imports.module.css';
import { stopUpload, uploadFile, useImportDraft } from './upload.ts';

/** Drop or choose a file; how far its upload is; what was wrong with it. */
export function FileStep() {
  const { t } = useTranslation();
  const { upload, refusal } = useImportDraft();

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
  return (
    <>
      {refusal !== null && <ErrorNote error={refusal} />}
      <FileDrop
        icon={<IconFileSpreadsheet size={36} stroke={1.3} aria-hidden="true" />}
        title={t(($) => $.imports.drop)}
        overTitle={t(($) => $.imports.dropHere)}
        hint={t(($) => $.imports.dropHint)}
        accept=".xlsx,.csv,.tsv,.txt,.vcf,.xls"
        onTake={([file]) => {
          if (file !== undefined) void uploadFile(file);
        }}
      />
    </>
  );
}
