import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconKey,
  IconLogout,
  IconPencil,
  IconTransfer,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Person } from '#core/people/people.contract.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useCan, useMe } from '../../lib/session.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { useDeactivate, useEndSessionsOf, useReactivate, useResetPassword } from './mutations.ts';

interface PersonMenuProps {
  readonly person: Person;
  readonly onEdit: () => void;
  readonly onPassword: (password: string) => void;
}

/** What can be done with a person beside editing; each says before what it means. */
export function PersonMenu({ person, onEdit, onPassword }: PersonMenuProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const me = useMe();
  const { id, name, version, customers } = person;
  const navigate = useNavigate();
  const mayHandOver = useCan('people.handover') && id !== me.id;
  const reset = useResetPassword({ onDone: ({ oneTimePassword }) => onPassword(oneTimePassword) });
  const end = useEndSessionsOf({ onDone: () => notifyDone(t(($) => $.people.sessionsEnded, { name })) });
  const deactivate = useDeactivate({ onDone: () => notifyDone(t(($) => $.people.deactivated, { name })) });
  const reactivate = useReactivate({ onDone: () => notifyDone(t(($) => $.people.reactivated, { name })) });

  const askReset = async () => {
    const question = {
      title: t(($) => $.people.resetTitle, { name }),
      text: t(($) => $.people.resetText, { name }),
      action: t(($) => $.people.reset),
    };
    if (await confirm(question)) reset.mutate({ id });
  };
  const askEnd = async () => {
    const question = {
      title: t(($) => $.people.endSessionsTitle, { name }),
      text: t(($) => $.people.endSessionsText),
      action: t(($) => $.people.endSessions),
    };
    if (await confirm(question)) end.mutate({ id });
  };
  const askDeactivate = async () => {
    const question = {
      title: t(($) => $.people.deactivateTitle, { name }),
      text: (
        <>
          <p style={{ marginTop: 0 }}>{t(($) => $.people.deactivateText)}</p>
          <p>
            {customers === 0
              ? t(($) => $.people.deactivateNoCustomers)
              : t(($) => $.people.deactivateCustomers, { count: customers })}
          </p>
          <p style={{ marginBottom: 0 }}>{t(($) => $.people.deactivateUndo)}</p>
        </>
      ),
      action: t(($) => $.people.deactivate),
      danger: true,
    };
    if (await confirm(question)) deactivate.mutate({ id, version });
  };

  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label={t(($) => $.people.menuOf, { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {t(($) => $.common.edit)}
        </Menu.Item>
        {mayHandOver && (person.active || customers > 0) ? (
          <Menu.Item
            leftSection={<IconTransfer size={16} />}
            onClick={() => void navigate({ to: '/handover/$id', params: { id: String(id) } })}
          >
            {t(($) => $.people.handOver)}
          </Menu.Item>
        ) : null}
        {person.active && (
          <>
            {id !== me.id && (
              <Menu.Item leftSection={<IconKey size={16} />} onClick={() => void askReset()}>
                {t(($) => $.people.reset)}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void askEnd()}>
              {t(($) => $.people.endSessions)}
            </Menu.Item>
            {id !== me.id && (
              <>
                <Menu.Divider />
                <Menu.Item
                  color="red"
                  leftSection={<IconUserOff size={16} />}
                  onClick={() => void askDeactivate()}
                >
                  {t(($) => $.people.deactivate)}
                </Menu.Item>
              </>
            )}
          </>
        )}
        {!person.active && (
          <Menu.Item
            leftSection={<IconUserCheck size={16} />}
            onClick={() => reactivate.mutate({ id, version })}
          >
            {t(($) => $.people.reactivate)}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
