import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { currentLanguage } from '../i18n.ts';
import { fieldSentences } from '../lib/form-errors.ts';
import classes from './page.module.css';

/** A refusal as a sentence, where it concerns; read out at once by screen readers. */
export function ErrorNote({
  error,
  onRetry,
}: {
  readonly error: AppError;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <SentenceNote action={onRetry && { label: t(($) => $.common.retry), run: onRetry }}>
      {sentence(error, currentLanguage())}
    </SentenceNote>
  );
}

/** A refusal of a form, below its fields: nothing where the fields that it names say it already. */
export function FormErrorNote({ error }: { readonly error: AppError | null }) {
  return error === null || Object.keys(fieldSentences(error)).length > 0 ? null : <ErrorNote error={error} />;
}

interface SentenceNoteProps {
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** The frame of ErrorNote for a sentence made elsewhere. */
export function SentenceNote({ children, action }: SentenceNoteProps) {
  return (
    <div className={classes.note} role="alert">
      <IconAlertCircle size={18} className={classes.noteIcon} aria-hidden="true" />
      <span style={{ flex: 1 }}>{children}</span>
      {action !== undefined && (
        <Button size="compact-sm" variant="default" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
