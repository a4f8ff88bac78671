import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLanguage, isLanguage } from '../../i18n.ts';
import { densities, schemes, setAppearance, textSizes, useAppearance } from '../../lib/appearance.ts';
import { AccentPicker } from './AccentPicker.tsx';
import { useSetLanguage } from './mutations.ts';
import classes from './session.module.css';

const schemeWords = { auto: 'schemeAuto', light: 'schemeLight', dark: 'schemeDark' } as const;
const sizeWords = { small: 'textSmall', normal: 'textNormal', large: 'textLarge' } as const;
const densityWords = { comfortable: 'densityComfortable', compact: 'densityCompact' } as const;

/** How the program looks on this device, and the person's language. */
export function LookSettings() {
  const { t } = useTranslation();
  const look = useAppearance();
  const setLanguage = useSetLanguage();
  return (
    <dl className={classes.settings}>
      <dt>{t(($) => $.common.person.scheme)}</dt>
      <dd>
        <SegmentedControl
          aria-label={t(($) => $.common.person.scheme)}
          value={look.scheme}
          onChange={(next) => setAppearance({ scheme: schemes.find((known) => known === next) ?? 'auto' })}
          data={schemes.map((value) => ({ value, label: t(($) => $.common.person[schemeWords[value]]) }))}
        />
      </dd>
      <dt>{t(($) => $.common.person.accent)}</dt>
      <dd>
        <AccentPicker value={look.accent} onChange={(accent) => setAppearance({ accent })} />
      </dd>
      <dt>{t(($) => $.common.person.textSize)}</dt>
      <dd>
        <SegmentedControl
          aria-label={t(($) => $.common.person.textSize)}
          value={look.textSize}
          onChange={(next) =>
            setAppearance({ textSize: textSizes.find((known) => known === next) ?? 'normal' })
          }
          data={textSizes.map((value) => ({ value, label: t(($) => $.common.person[sizeWords[value]]) }))}
        />
      </dd>
      <dt>{t(($) => $.common.person.density)}</dt>
      <dd>
        <SegmentedControl
          aria-label={t(($) => $.common.person.density)}
          value={look.density}
          onChange={(next) =>
            setAppearance({ density: densities.find((known) => known === next) ?? 'comfortable' })
          }
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
    </dl>
  );
}
