import { ActionIcon, Button, Loader, Modal, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconExternalLink,
  IconX,
} from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileKind } from '#core/attachments/attachments.contract.ts';
import { isOpenable } from '#core/shared/file-name.ts';
import { useFormat } from '../../lib/format.ts';
import { usePhone } from '../../lib/phone.ts';
import { ImagePreview } from './ImagePreview.tsx';
import { FileIcon } from './kinds.tsx';
import classes from './preview.module.css';
import { TextPreview } from './TextPreview.tsx';
import { canOpenOutside, useGiveOut } from './use-give-out.ts';

const PdfPreview = lazy(async () => ({ default: (await import('./PdfPreview.tsx')).PdfPreview }));

/** What is shown: a version of a file. */
export interface Previewed {
  readonly versionId: number;
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
}

interface PreviewDialogProps {
  /** null: closed. */
  readonly shown: Previewed | null;
  /** All among which one walks by the arrow keys. */
  readonly files: readonly Previewed[];
  readonly onShow: (file: Previewed) => void;
  readonly onClose: () => void;
}

/** A file inside the program: pictures, PDF and text; the rest is named, to be saved or opened. */
export function PreviewDialog({ shown, files, onShow, onClose }: PreviewDialogProps) {
  const phone = usePhone();
  return (
    <Modal
      opened={shown !== null}
      onClose={onClose}
      fullScreen={phone === true}
      size="min(1200px, 96vw)"
      padding={0}
      yOffset="4dvh"
      withCloseButton={false}
      styles={{ body: { height: phone === true ? '100dvh' : '91dvh' }, content: { overflow: 'hidden' } }}
    >
      {shown === null ? null : <Preview shown={shown} files={files} onShow={onShow} onClose={onClose} />}
    </Modal>
  );
}

function Preview({ shown, files, onShow, onClose }: PreviewDialogProps & { readonly shown: Previewed }) {
  const { t } = useTranslation();
  const { save, open, busy } = useGiveOut();
  const at = files.findIndex(({ versionId }) => versionId === shown.versionId);
  const previous = files[at - 1] ?? null;
  const next = at < 0 ? null : (files[at + 1] ?? null);
  useHotkeys(
    [
      ['ArrowLeft', () => previous !== null && onShow(previous)],
      ['ArrowRight', () => next !== null && onShow(next)],
    ],
    [],
  );
  const step = (label: string, to: Previewed | null, icon: React.ReactNode) => (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        disabled={to === null}
        onClick={() => {
          if (to !== null) onShow(to);
        }}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes.body}>
      <div className={classes.head}>
        <FileIcon kind={shown.kind} name={shown.name} />
        <Modal.Title className={classes.title} title={shown.name}>
          {shown.name}
        </Modal.Title>
        {files.length > 1 && at >= 0 ? (
          <span className={classes.position}>
            {t(($) => $.attachments.preview.position, { at: at + 1, total: files.length })}
          </span>
        ) : null}
        {step(
          t(($) => $.attachments.preview.previous),
          previous,
          <IconChevronLeft size={18} stroke={1.6} />,
        )}
        {step(
          t(($) => $.attachments.preview.next),
          next,
          <IconChevronRight size={18} stroke={1.6} />,
        )}
        {canOpenOutside && isOpenable(shown.name) ? (
          <Tooltip label={t(($) => $.attachments.actions.openOutside)}>
            <ActionIcon
              aria-label={t(($) => $.attachments.actions.openOutside)}
              loading={busy}
              onClick={() => open(shown)}
            >
              <IconExternalLink size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        <Tooltip label={t(($) => $.attachments.actions.save)}>
          <ActionIcon
            aria-label={t(($) => $.attachments.actions.save)}
            loading={busy}
            onClick={() => save(shown)}
          >
            <IconDownload size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon aria-label={t(($) => $.common.close)} onClick={onClose} data-autofocus>
          <IconX size={18} stroke={1.6} />
        </ActionIcon>
      </div>
      <div className={classes.stage}>
        <Suspense fallback={<Loader aria-label={t(($) => $.common.loading)} />}>
          <Content key={shown.versionId} file={shown} />
        </Suspense>
      </div>
    </div>
  );
}

function Content({ file }: { readonly file: Previewed }) {
  const { kind, versionId, bytes, name } = file;
  switch (kind) {
    case 'pdf':
      return <PdfPreview versionId={versionId} bytes={bytes} />;
    case 'text':
      return <TextPreview versionId={versionId} bytes={bytes} />;
    case 'png':
    case 'jpeg':
    case 'gif':
    case 'webp':
      return <ImagePreview versionId={versionId} name={name} />;
    case 'other':
      return <NotShown file={file} />;
  }
}

function NotShown({ file }: { readonly file: Previewed }) {
  const { kind, name, bytes } = file;
  const { t } = useTranslation();
  const format = useFormat();
  const { save, open, busy } = useGiveOut();
  const openable = isOpenable(name);
  return (
    <div className={classes.other}>
      <FileIcon kind={kind} name={name} size={44} />
      <Text size="sm" c="var(--kc-dim)">
        {t(($) => (openable ? $.attachments.preview.other : $.attachments.preview.saveOnly), {
          size: format.size(bytes),
        })}
      </Text>
      {canOpenOutside && openable ? (
        <Button loading={busy} onClick={() => open(file)}>
          {t(($) => $.attachments.actions.openOutside)}
        </Button>
      ) : null}
      <Button
        variant={canOpenOutside && openable ? 'default' : 'filled'}
        loading={busy}
        onClick={() => save(file)}
      >
        {t(($) => $.attachments.actions.save)}
      </Button>
    </div>
  );
}
