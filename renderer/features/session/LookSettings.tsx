import { Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { noticeGroups, type NoticeGroup } from '#core/notices/groups.contract.ts';
import {
  densities,
  schemes,
  startPages,
  textSizes,
  type StartPage,
} from '#core/preferences/preferences.contract.ts';
import type { Right } from '#core/permissions/rights.ts';
import { currentLanguage, isLanguage } from '../../i18n.ts';
import { useAppearance } from '../../lib/appearance.ts';
import { usePhone } from '../../lib/phone.ts';
import { usePreferences, useSavePreferences } from '../../lib/preferences.ts';
import { useMe } from '../../lib/session.ts';
import { AccentPicker } from './AccentPicker.tsx';
import { useSetLanguage } from './mutations.ts';
import classes from './session.module.css';

const schemeWords = { auto: 'schemeAuto', light: 'schemeLight', dark: 'schemeDark' } as const;
const sizeWords = { small: 'textSmall', normal: 'textNormal', large: 'textLarge' } as const;
const densityWords = { comfortable: 'densityComfortable', compact: 'densityCompact' } as const;

/** Who is offered what as the first page. */
const startRights: Readonly<Record<StartPage, readonly Right[] | 'everybody'>> = {
  today: ['customers.see', 'pool.see'],
  mine: ['customers.see'],
  pool: ['pool.see', 'customers.exists', 'customers.see'],
  last: 'everybody',
};

/** How the person likes the program, on every PC. */
export function LookSettings() {
  const { t } = useTranslation();
  const look = useAppearance();
  const me = useMe();
  const preferences = usePreferences();
  const phone = usePhone();
  const save = useSavePreferences();
  const open = startPages.filter((page) => {
    const rights = startRights[page];
    return rights === 'everybody' || me.grants.some(({ right }) => rights.includes(right));
  });
  const setLanguage = useSetLanguage();
  return (
    <dl className={classes.settings}>
      <dt>{t(($) => $.common.person.scheme)}</dt>
      <dd>
        <SegmentedControl
          aria-label={t(($) => $.common.person.scheme)}
          value={look.scheme}
          onChange={(next) => save({ scheme: schemes.find((known) => known === next) ?? 'auto' })}
          data={schemes.map((value) => ({ value, label: t(($) => $.common.person[schemeWords[value]]) }))}
        />
      </dd>
      <dt>{t(($) => $.common.person.accent)}</dt>
      <dd>
        <AccentPicker value={look.accent} onChange={(accent) => save({ accent })} />
      </dd>
      <dt>{t(($) => $.common.person.textSize)}</dt>
      <dd>
        <SegmentedControl
          aria-label={t(($) => $.common.person.textSize)}
          value={look.textSize}
          onChange={(next) => save({ textSize: textSizes.find((known) => known === next) ?? 'normal' })}
          data={textSizes.map((value) => ({ value, label: t(($) => $.common.person[sizeWords[value]]) }))}
        />
      </dd>
      <dt>{t(($) => $.common.person.density)}</dt>
      <dd>
        <SegmentedControl
          aria-label={t(($) => $.common.person.density)}
          value={look.density}
          onChange={(next) => save({ density: densities.find((known) => known === next) ?? 'comfortable' })}
          data={densities.map((value) => ({ value, label: t(($) => $.common.person[densityWords[value]]) }))}
        />
      </dd>
      <dt>{t(($) => $.common.person.language)}</dt>
      <dd>
        <SegmentedControl
          aria-label={t(($) => $.common.person.language)}
          value={currentLanguage()}
          onChange={(next) => {
            if (isLanguage(next)) setLanguage.mutate({ language: next });
          }}
          data={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </dd>
      {preferences === undefined ? null : (
        <>
          <dt>{t(($) => $.common.person.startPage)}</dt>
          <dd>
            <SegmentedControl
              aria-label={t(($) => $.common.person.startPage)}
              orientation={phone === true ? 'vertical' : 'horizontal'}
              value={preferences.startPage}
              onChange={(next) => save({ startPage: startPages.find((known) => known === next) ?? 'today' })}
              data={open.map((value) => ({ value, label: t(($) => $.common.person.startPages[value]) }))}
            />
          </dd>
          <dt className={classes.tall}>{t(($) => $.common.person.notices)}</dt>
          <dd>
            <NoticeSettings muted={preferences.muted} onChange={(muted) => save({ muted })} />
          </dd>
        </>
      )}
    </dl>
  );
}

interface NoticeSettingsProps {
  readonly muted: readonly NoticeGroup[];
  readonly onChange: (muted: NoticeGroup[]) => void;
}

/** Which notices the system shows beside the bell, in the desktop program. */
function NoticeSettings({ muted, onChange }: NoticeSettingsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={6} role="group" aria-label={t(($) => $.common.person.notices)}>
      <Text fz="sm" c="dimmed">
        {t(($) => $.common.person.noticesHint)}
      </Text>
      {noticeGroups.map((group) => (
        <Checkbox
          key={group}
          label={t(($) => $.common.person.noticeGroups[group])}
          checked={!muted.includes(group)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked ? muted.filter((other) => other !== group) : [...muted, group],
            )
          }
        />
      ))}
    </Stack>
  );
}
