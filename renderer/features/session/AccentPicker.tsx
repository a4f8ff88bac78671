import { Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { accents, type Accent } from '../../lib/appearance.ts';
import classes from './accent.module.css';

interface AccentPickerProps {
  readonly value: Accent;
  readonly onChange: (accent: Accent) => void;
}

/** Six quiet accent colours, as a radio group. */
export function AccentPicker({ value, onChange }: AccentPickerProps) {
  const { t } = useTranslation();
  return (
    <div role="radiogroup" aria-label={t(($) => $.common.person.accent)} className={classes.row}>
      {accents.map((accent) => (
        <Tooltip key={accent} label={t(($) => $.common.person.accents[accent])}>
          <UnstyledButton
            role="radio"
            aria-checked={accent === value}
            aria-label={t(($) => $.common.person.accents[accent])}
            className={classes.dot}
            style={{ backgroundColor: `var(--mantine-color-${accent}-filled)` }}
            onClick={() => onChange(accent)}
          />
        </Tooltip>
      ))}
    </div>
  );
}
