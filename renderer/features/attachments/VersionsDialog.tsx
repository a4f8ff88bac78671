import { ActionIcon, Badge, Group, Modal, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#core/attachments/attachments.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './attachments.module.css';
import type { Previewed } from './PreviewDialog.tsx';
import { versionsQuery } from './queries.ts';
import { useGiveOut } from './use-give-out.ts';

interface VersionsDialogProps {
  /** null: closed. */
  readonly file: Attachment | null;
  readonly onShow: (version: Previewed) => void;
  readonly onClose: () => void;
}

/** Every version of a file: who brought it, when, under which name; each can be shown and saved. */
export function VersionsDialog({ file, onShow, onClose }: VersionsDialogProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(file);
  if (file !== null && file !== shown) setShown(file);
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      title={t(($) => $.attachments.versions.title)}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : <Versions file={shown} onShow={onShow} />}
    </Modal>
  );
}

function Versions({
  file,
  onShow,
}: {
  readonly file: Attachment;
  readonly onShow: (one: Previewed) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const query = useQuery(versionsQuery(file.id));
  const { save, busy } = useGiveOut();
  const opens = file.abilities.includes('open');
  return (
    <QueryView query={query} lines={file.versions}>
      {(versions) => (
        <ul className={classes.versionRows}>
          {versions.map(({ id, number, fileName, kind, bytes, addedBy, addedAt, damaged }) => (
            <li key={id}>
              <div className={classes.what}>
                <Group gap={6} wrap="nowrap">
                  <Badge variant="light" color="gray" style={{ flex: 'none' }}>
                    v{number}
                  </Badge>
                  {opens ? (
                    <UnstyledButton
                      className={classes.name}
                      title={fileName}
                      onClick={() => onShow({ versionId: id, name: fileName, kind, bytes })}
                    >
                      {fileName}
                    </UnstyledButton>
                  ) : (
                    <span className={classes.name}>{fileName}</span>
                  )}
                </Group>
                <p className={classes.facts}>
                  <span>{format.size(bytes)}</span>
                  <span title={format.full(addedAt)}>
                    {nameOf(addedBy)} · {format.instant(addedAt)}
                  </span>
                  {number === versions.length ? <span>{t(($) => $.attachments.versions.newest)}</span> : null}
                  {damaged ? <span>{t(($) => $.attachments.damaged)}</span> : null}
                </p>
              </div>
              {opens ? (
                <Tooltip label={t(($) => $.attachments.actions.save)}>
                  <ActionIcon
                    aria-label={t(($) => $.attachments.versions.save, { number })}
                    loading={busy}
                    onClick={() => save({ versionId: id, name: fileName })}
                  >
                    <IconDownload size={18} stroke={1.6} />
                  </ActionIcon>
                </Tooltip>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </QueryView>
  );
}
