import { Divider, Popover, SegmentedControl, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { schemes, textSizes } from '#core/preferences/preferences.contract.ts';
import { AccentPicker } from '../features/session/AccentPicker.tsx';
import { useSetLanguage, useSignOut } from '../features/session/mutations.ts';
import { currentLanguage, isLanguage } from '../i18n.ts';
import { useAppearance } from '../lib/appearance.ts';
import { lockSession } from '../lib/idle-lock.ts';
import { useSavePreferences } from '../lib/preferences.ts';
import { useRoleName } from '../lib/role-names.ts';
import { useMe } from '../lib/session.ts';
import classes from './frame.module.css';

/** The person: account, look, language, lock and sign-out. */
export function PersonMenu({ phone }: { readonly phone: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const roleName = useRoleName();
  const [open, menu] = useDisclosure(false);
  const signOut = useSignOut();
  const setLanguage = useSetLanguage();
  const { scheme, textSize, accent } = useAppearance();
  const save = useSavePreferences();
  const schemeNames = {
    auto: t(($) => $.common.person.schemeAuto),
    light: t(($) => $.common.person.schemeLight),
    dark: t(($) => $.common.person.schemeDark),
  };
  const sizeNames = {
    small: t(($) => $.common.person.textSmall),
    normal: t(($) => $.common.person.textNormal),
    large: t(($) => $.common.person.textLarge),
  };
  const leave = (action: () => void) => () => {
    menu.close();
    action();
  };
  return (
    <Popover
      opened={open}
      onChange={menu.toggle}
      position="bottom-end"
      width={272}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.person} onClick={menu.toggle}>
          <span
            className={classes.face}
            data-letter={Array.from(me.name).slice(-1).join('')}
            aria-hidden="true"
          />
          <span className={phone ? classes.unseen : undefined}>{me.name}</span>
          <VisuallyHidden>{t(($) => $.common.top.person)}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={t(($) => $.common.top.person)}>
        <div style={{ padding: '0.375rem 0.75rem 0.5rem' }}>
          <Text fw={600}>{me.name}</Text>
          <Text fz="xs" c="dimmed">
            {me.roles.map((role) => roleName(role.builtIn, role.name)).join(' · ')}
          </Text>
        </div>
        <UnstyledButton className={classes.menuItem} onClick={leave(() => void navigate({ to: '/me' }))}>
          <IconUserCircle size={16} stroke={1.6} />
          {t(($) => $.common.person.account)}
        </UnstyledButton>
        <Divider my={4} />
        <Row label={t(($) => $.common.person.scheme)}>
          <SegmentedControl
            size="xs"
            value={scheme}
            onChange={(next) => save({ scheme: schemes.find((known) => known === next) ?? 'auto' })}
            aria-label={t(($) => $.common.person.scheme)}
            data={schemes.map((value) => ({ value, label: schemeNames[value] }))}
          />
        </Row>
        <Row label={t(($) => $.common.person.textSize)}>
          <SegmentedControl
            size="xs"
            value={textSize}
            onChange={(next) => save({ textSize: textSizes.find((known) => known === next) ?? 'normal' })}
            aria-label={t(($) => $.common.person.textSize)}
            data={textSizes.map((value) => ({ value, label: sizeNames[value] }))}
          />
        </Row>
        <Row label={t(($) => $.common.person.language)}>
          <SegmentedControl
            size="xs"
            value={currentLanguage()}
            onChange={(next) => {
              if (isLanguage(next)) setLanguage.mutate({ language: next });
            }}
            aria-label={t(($) => $.common.person.language)}
            data={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Row>
        <Row label={t(($) => $.common.person.accent)}>
          <AccentPicker value={accent} onChange={(next) => save({ accent: next })} />
        </Row>
        <Divider my={4} />
        <UnstyledButton className={classes.menuItem} onClick={leave(() => lockSession(me.sessionId))}>
          <IconLock size={16} stroke={1.6} />
          {t(($) => $.common.person.lock)}
          <Text component="span" fz="xs" c="dimmed" ml="auto" aria-hidden="true">
            Ctrl L
          </Text>
        </UnstyledButton>
        <UnstyledButton className={classes.menuItem} onClick={leave(() => signOut.mutate({}))}>
          <IconLogout size={16} stroke={1.6} />
          {t(($) => $.common.person.signOut)}
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div
      style={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'space-between',
        padding: '0.25rem 0.75rem',
        gap: '0.5rem',
      }}
    >
      <Text fz="sm" c="dimmed">
        {label}
      </Text>
      {children}
    </div>
  );
}
