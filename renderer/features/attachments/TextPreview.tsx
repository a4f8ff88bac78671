import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { readPart } from './contents.ts';
import classes from './preview.module.css';

/** So much of a text is shown; whoever wants more saves it. */
const shownBytes = 1024 * 1024;

/** A text in the encoding in which it was found to be written. */
export function TextPreview({ versionId, bytes }: { readonly versionId: number; readonly bytes: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['text of a file', versionId],
    queryFn: async ({ signal }) => {
      const part = await readPart(versionId, { from: 0, to: Math.min(bytes, shownBytes), signal });
      const charset = /charset=([\w-]+)/.exec(part.type)?.[1] ?? 'utf-8';
      // The last character may be cut in two: `stream` leaves it out.
      return new TextDecoder(charset).decode(part.bytes, { stream: bytes > shownBytes });
    },
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  if (error !== null) return <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loader aria-label={t(($) => $.common.loading)} />;
  return (
    <div
      className={classes.text}
      role="region"
      tabIndex={0}
      aria-label={t(($) => $.attachments.preview.text)}
    >
      {data === '' ? (
        <p className={classes.note}>{t(($) => $.attachments.preview.empty)}</p>
      ) : (
        <pre>{data}</pre>
      )}
      {bytes > shownBytes ? <p className={classes.note}>{t(($) => $.attachments.preview.cut)}</p> : null}
    </div>
  );
}
