import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconDots,
  IconDownload,
  IconPencil,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import type { ContactActions } from './use-contact-actions.tsx';

interface ContactMenuProps {
  readonly contact: Contact;
  readonly actions: ContactActions;
  /** Absent where a button of its own does it. */
  readonly onEdit?: () => void;
}

/** What may be done with a contact. */
export function ContactMenu({ contact, actions, onEdit }: ContactMenuProps) {
  const { t } = useTranslation();
  const may = (ability: Contact['abilities'][number]) => contact.abilities.includes(ability);
  if (contact.abilities.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={26} aria-label={t(($) => $.contacts.actions.more, { name: contact.name })}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may('edit') && onEdit ? (
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={onEdit}>
            {t(($) => $.contacts.actions.edit)}
          </Menu.Item>
        ) : null}
        {may('setMain') ? (
          <Menu.Item
            leftSection={<IconStar size={16} stroke={1.6} />}
            onClick={() => actions.setMain(contact)}
          >
            {t(($) => $.contacts.actions.setMain)}
          </Menu.Item>
        ) : null}
        {may('move') ? (
          <Menu.Item
            leftSection={<IconArrowsExchange size={16} stroke={1.6} />}
            onClick={() => actions.move(contact)}
          >
            {t(($) => $.contacts.actions.move)}
          </Menu.Item>
        ) : null}
        {may('export') ? (
          <Menu.Item
            leftSection={<IconDownload size={16} stroke={1.6} />}
            onClick={() => actions.exportCards([contact.id], contact.name)}
          >
            {t(($) => $.contacts.cards.exportOne)}
          </Menu.Item>
        ) : null}
        {may('remove') ? (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} stroke={1.6} />}
            onClick={() => actions.remove(contact)}
          >
            {t(($) => $.contacts.actions.remove)}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
