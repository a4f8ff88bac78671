import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconExternalLink,
  IconEye,
  IconHistory,
  IconPencil,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#core/attachments/attachments.contract.ts';
import { isOpenable } from '#core/shared/file-name.ts';
import { isShown } from './kinds.tsx';
import { canOpenOutside, useGiveOut } from './use-give-out.ts';

/** What can be done with one file. */
export interface FileActions {
  /** Shows it, after its contact data were shown where it needs that. */
  readonly show: (file: Attachment) => void;
  readonly edit: (file: Attachment) => void;
  readonly versions: (file: Attachment) => void;
  readonly replace: (file: Attachment) => void;
  readonly remove: (file: Attachment) => void;
}

export function FileMenu({ file, actions }: { readonly file: Attachment; readonly actions: FileActions }) {
  const { t } = useTranslation();
  const { save, open, busy } = useGiveOut();
  const { abilities, name } = file;
  const opens = abilities.includes('open');
  const changes = abilities.includes('change');
  const openable = isOpenable(name);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon loading={busy} aria-label={t(($) => $.attachments.actions.menu, { name })}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(opens || abilities.includes('unmask')) && isShown(file.kind) ? (
          <Menu.Item leftSection={<IconEye size={16} stroke={1.6} />} onClick={() => actions.show(file)}>
            {t(($) => $.attachments.actions.show)}
          </Menu.Item>
        ) : null}
        {opens && canOpenOutside ? (
          <Menu.Item
            leftSection={<IconExternalLink size={16} stroke={1.6} />}
            disabled={!openable}
            onClick={() => open(file)}
          >
            {t(($) => (openable ? $.attachments.actions.openOutside : $.attachments.actions.saveOnly))}
          </Menu.Item>
        ) : null}
        {opens ? (
          <Menu.Item leftSection={<IconDownload size={16} stroke={1.6} />} onClick={() => save(file)}>
            {t(($) => $.attachments.actions.save)}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<IconHistory size={16} stroke={1.6} />}
          onClick={() => actions.versions(file)}
        >
          {t(($) => $.attachments.actions.versions)}
        </Menu.Item>
        {changes ? (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={() => actions.edit(file)}>
              {t(($) => $.attachments.actions.edit)}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconReplace size={16} stroke={1.6} />}
              onClick={() => actions.replace(file)}
            >
              {t(($) => $.attachments.actions.replace)}
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} stroke={1.6} />}
              onClick={() => actions.remove(file)}
            >
              {t(($) => $.attachments.actions.remove)}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
