import { ActionIcon, Button, Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconKeyboard, IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Reminders, useReminderCount } from '../features/interactions/Reminders.tsx';
import { Bell } from '../features/notices/Bell.tsx';
import { useMe } from '../lib/session.ts';
import { useStart, type Command } from './commands.ts';
import classes from './frame.module.css';
import { holdsAny } from './navigation.ts';
import { PersonMenu } from './PersonMenu.tsx';

interface TopBarProps {
  readonly phone: boolean;
  readonly commands: readonly Command[];
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

const isMac = navigator.userAgent.includes('Mac');

/** Quick search, what can be begun from anywhere, the person. */
export function TopBar({ phone, commands, onSearch, onHelp }: TopBarProps) {
  const { t } = useTranslation();
  const reminders = useReminderCount(holdsAny(useMe(), ['customers.see', 'pool.see']));
  return (
    <header className={classes.top}>
      <UnstyledButton className={classes.searchBox} onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={16} stroke={1.8} />
        <span>{t(($) => $.common.top.searchHint)}</span>
        {!phone && (
          <Kbd size="xs" aria-hidden="true">
            {isMac ? '⌘ K' : 'Ctrl K'}
          </Kbd>
        )}
      </UnstyledButton>
      <div className={classes.topEnd}>
        {commands.length > 0 && <NewMenu commands={commands} phone={phone} />}
        {!phone && (
          <Tooltip label={`${t(($) => $.common.top.help)}  ?`}>
            <ActionIcon size={32} onClick={onHelp} aria-label={t(($) => $.common.top.help)}>
              <IconKeyboard size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
        <Bell also={reminders} alsoContent={(close) => <Reminders onClose={close} />} />
        <PersonMenu phone={phone} />
      </div>
    </header>
  );
}

function NewMenu({ commands, phone }: { readonly commands: readonly Command[]; readonly phone: boolean }) {
  const { t } = useTranslation();
  const start = useStart();
  const label = t(($) => $.common.top.new);
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        {phone ? (
          <ActionIcon size={32} variant="default" aria-label={label}>
            <IconPlus size={18} />
          </ActionIcon>
        ) : (
          <Button
            variant="default"
            px="sm"
            leftSection={<IconPlus size={16} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {label}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {commands.map((command) => (
          <Menu.Item
            key={command.id}
            leftSection={<command.icon size={16} stroke={1.6} />}
            onClick={() => start(command)}
          >
            {command.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
