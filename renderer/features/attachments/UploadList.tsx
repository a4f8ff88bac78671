import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FileOwner } from '#core/attachments/attachments.contract.ts';
import { sentence } from '#core/i18n/sentence.ts';
import { useFormat } from '../../lib/format.ts';
import classes from './attachments.module.css';
import { retryUpload, shownAt, stopUpload, useUploads, type Upload } from './uploads.ts';

/** What is on its way to a record from this window. */
export function UploadList({ owner }: { readonly owner: FileOwner }) {
  const { t } = useTranslation();
  const uploads = useUploads(({ list }) => list).filter(shownAt(owner));
  if (uploads.length === 0) return null;
  const failed = uploads.filter(({ state }) => state === 'failed');
  return (
    <section className={classes.uploads} aria-label={t(($) => $.attachments.uploads.label)}>
      {failed.length > 1 ? (
        <div className={classes.uploadsHead}>
          <span>{t(($) => $.attachments.uploads.failedCount, { count: failed.length })}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              for (const { key } of failed) retryUpload(key);
            }}
          >
            {t(($) => $.attachments.uploads.retryAll)}
          </Button>
        </div>
      ) : null}
      <ul className={classes.uploadRows}>
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { key, name, file, sent, state, error } = upload;
  const total = file.size;
  const percent = total === 0 ? 100 : Math.floor((sent / total) * 100);
  const words = () => {
    switch (state) {
      case 'waiting':
        return t(($) => $.attachments.uploads.waiting);
      case 'away':
        return t(($) => $.attachments.uploads.away);
      case 'sending':
        return sent >= total
          ? t(($) => $.attachments.uploads.storing)
          : t(($) => $.attachments.uploads.sending, { sent: format.size(sent), total: format.size(total) });
      case 'failed':
        return error === null ? '' : sentence(error, format.language);
    }
  };
  // What is refused for good is not tried again.
  const final = error !== null && ['fileLimit', 'notAllowed', 'notFound', 'fileChanged'].includes(error.code);
  return (
    <li className={classes.upload} data-failed={state === 'failed' || undefined}>
      <div className={classes.uploadText}>
        <span className={classes.uploadName} title={name}>
          {name}
        </span>
        <span className={classes.uploadState} role={state === 'failed' ? 'alert' : undefined}>
          {words()}
        </span>
      </div>
      {state === 'failed' ? null : (
        <Progress
          className={classes.bar}
          value={percent}
          animated={state === 'sending'}
          color={state === 'away' ? 'gray' : undefined}
          aria-label={t(($) => $.attachments.uploads.progress, { name })}
        />
      )}
      {state === 'failed' && !final ? (
        <Button size="compact-sm" variant="default" onClick={() => retryUpload(key)}>
          {t(($) => $.attachments.uploads.retry)}
        </Button>
      ) : null}
      <ActionIcon
        aria-label={t(
          ($) => (state === 'failed' ? $.attachments.uploads.dismiss : $.attachments.uploads.cancel),
          {
            name,
          },
        )}
        onClick={() => stopUpload(key)}
      >
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </li>
  );
}
