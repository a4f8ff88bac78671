import { Badge, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attachment, FileOwner } from '#core/attachments/attachments.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import classes from './attachments.module.css';
import { FileMenu, type FileActions } from './FileMenu.tsx';
import { FileIcon } from './kinds.tsx';

interface FileRowProps {
  readonly file: Attachment;
  /** The record whose files are shown: where a file hangs on another one, it is said. */
  readonly owner: FileOwner;
  readonly actions: FileActions;
}

/** One file: what it is called, what it is about, how large, from whom and when. */
export function FileRow({ file, owner, actions }: FileRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const opens = file.abilities.includes('open') || file.abilities.includes('unmask');
  const elsewhere = file.owner.kind !== owner.kind || file.owner.id !== owner.id;
  const whose = () => {
    const { kind, title, at } = file.owner;
    if (kind === 'contact') return t(($) => $.attachments.ofContact, { name: title ?? '' });
    const day = format.day(at === null ? null : at.slice(0, 10));
    return t(($) => $.attachments.ofInteraction, { what: title ?? day });
  };
  return (
    <li className={classes.row}>
      <span className={classes.icon}>
        <FileIcon kind={file.kind} name={file.name} />
      </span>
      <div className={classes.what}>
        <div className={classes.names}>
          {opens ? (
            <UnstyledButton className={classes.name} title={file.name} onClick={() => actions.show(file)}>
              {file.name}
            </UnstyledButton>
          ) : (
            <span className={classes.name} title={file.name}>
              {file.name}
            </span>
          )}
          {file.versions > 1 ? (
            <UnstyledButton
              className={classes.versions}
              aria-label={t(($) => $.attachments.versionsOf, { count: file.versions, name: file.name })}
              onClick={() => actions.versions(file)}
            >
              v{file.versions}
            </UnstyledButton>
          ) : null}
          {opens ? null : (
            <span className={classes.mark} title={t(($) => $.attachments.locked)}>
              <IconLock size={15} stroke={1.6} aria-label={t(($) => $.attachments.locked)} role="img" />
            </span>
          )}
          {file.damaged ? (
            <Badge
              size="sm"
              color="red"
              variant="light"
              leftSection={<IconAlertTriangle size={12} aria-hidden />}
            >
              {t(($) => $.attachments.damaged)}
            </Badge>
          ) : null}
        </div>
        {file.description === null ? null : <p className={classes.description}>{file.description}</p>}
        <p className={classes.facts}>
          <span>{format.size(file.bytes)}</span>
          <span title={format.full(file.addedAt)}>
            {nameOf(file.addedBy)} · {format.instant(file.addedAt)}
          </span>
          {elsewhere ? <span>{whose()}</span> : null}
        </p>
      </div>
      <FileMenu file={file} actions={actions} />
    </li>
  );
}
