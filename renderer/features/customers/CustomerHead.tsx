import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '#core/customers/customers.contract.ts';
import { useChoices } from '../../lib/choices.ts';
import { useNames } from '../../lib/names.ts';
import { usePhone } from '../../lib/phone.ts';
import { actionIcons } from './action-icons.tsx';
import classes from './customer-page.module.css';
import { LevelMark, StatusMark, TagMarks } from './marks.tsx';
import type { CustomerAction, useCustomerActions } from './use-customer-actions.tsx';

interface CustomerHeadProps {
  readonly customer: Customer;
  readonly actions: ReturnType<typeof useCustomerActions>;
  readonly onEdit: () => void;
  readonly compact?: boolean;
  /** In front of its own. */
  readonly buttons?: ReactNode;
}

const moves = [
  'claim',
  'return',
  'takeBack',
  'assign',
  'remove',
] as const satisfies readonly CustomerAction[];

/** Name, number, owner, status, and what may be done with the customer. */
export function CustomerHead({
  customer,
  actions,
  onEdit,
  compact = false,
  buttons: others,
}: CustomerHeadProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const { labelOf } = useChoices();
  const may = moves.filter((move) => customer.abilities.includes(move));
  const start = (move: CustomerAction) =>
    actions.start(move, { ids: [customer.id], name: customer.name, ownerId: customer.ownerId });
  const phone = usePhone();
  // Deleting is never the button next to the mouse; a phone has room for what a customer waits for.
  const buttons = phone
    ? may.filter((move) => move === 'claim')
    : may.filter((move) => move !== 'remove').slice(0, compact ? 2 : 4);
  const rest = may.filter((move) => !buttons.some((button) => button === move));
  const Title = compact ? 'h2' : 'h1';
  return (
    <header className={classes.head} data-compact={compact || undefined}>
      <div className={classes.headText}>
        <Title className={classes.title}>{customer.name}</Title>
        <div className={classes.marks}>
          <span className={classes.number}>{customer.number}</span>
          {customer.status ? (
            <StatusMark
              status={customer.status}
              label={t(($) => $.customers.statuses[customer.status ?? 'potential'])}
            />
          ) : null}
          {customer.level ? (
            <LevelMark
              level={customer.level}
              label={t(($) => $.customers.levels[customer.level ?? 'none'])}
            />
          ) : null}
          <span className={classes.owner}>
            <IconUser size={14} stroke={1.6} aria-hidden />
            {customer.ownerId === null ? t(($) => $.customers.unclaimed) : nameOf(customer.ownerId)}
          </span>
          <TagMarks labels={customer.tagIds.map(labelOf)} wrap />
        </div>
      </div>
      <Group gap={6}>
        {others}
        {buttons.map((move) => (
          <Button
            key={move}
            size={compact ? 'compact-sm' : 'sm'}
            variant={move === 'claim' ? 'filled' : 'default'}
            leftSection={actionIcons[move]}
            disabled={actions.running !== null}
            onClick={() => start(move)}
          >
            {t(($) => $.customers.actions[move])}
          </Button>
        ))}
        {customer.abilities.includes('edit') ? (
          <Button
            size={compact ? 'compact-sm' : 'sm'}
            variant={may.includes('claim') || compact ? 'default' : 'filled'}
            leftSection={<IconPencil size={16} stroke={1.6} aria-hidden />}
            onClick={onEdit}
          >
            {t(($) => $.customers.actions.edit)}
          </Button>
        ) : null}
        {rest.length > 0 ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                size={compact ? 26 : 32}
                variant="default"
                aria-label={t(($) => $.customers.actions.more)}
              >
                <IconDots size={16} stroke={1.6} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {rest.map((move) => (
                <Menu.Item
                  key={move}
                  leftSection={actionIcons[move]}
                  color={move === 'remove' ? 'red' : undefined}
                  onClick={() => start(move)}
                >
                  {t(($) => $.customers.actions[move])}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </Group>
    </header>
  );
}
