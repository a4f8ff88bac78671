import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#core/shared/errors.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote, SentenceNote } from '../../ui/ErrorNote.tsx';
import { checkFile, fileUrl } from './contents.ts';
import classes from './preview.module.css';

/** A picture, as large as the window; a click shows it in its own size. */
export function ImagePreview({ versionId, name }: { readonly versionId: number; readonly name: string }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(true);
  const [fault, setFault] = useState<AppError | 'broken' | null>(null);
  // The picture only says that it did not come: the office is asked why.
  const failed = () =>
    void checkFile(versionId).then(
      () => setFault('broken'),
      (error: unknown) => setFault(toAppError(error)),
    );
  if (fault instanceof AppError) return <ErrorNote error={fault} onRetry={() => setFault(null)} />;
  if (fault !== null) return <SentenceNote>{t(($) => $.attachments.preview.broken)}</SentenceNote>;
  return (
    <UnstyledButton
      className={classes.picture}
      data-whole={whole || undefined}
      aria-label={t(($) => (whole ? $.attachments.preview.ownSize : $.attachments.preview.fit))}
      onClick={() => setWhole(!whole)}
    >
      <img src={fileUrl(versionId)} alt={name} onError={failed} />
    </UnstyledButton>
  );
}
