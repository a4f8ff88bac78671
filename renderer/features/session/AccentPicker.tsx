import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { accents, type Accent } from '#core/preferences/preferences.contract.ts';
import classes from './accent.module.css';

interface AccentPickerProps {
  readonly value: Accent;
  readonly onChange: (accent: Accent) => void;
}

/** Six quiet accent colours, as radio buttons. */
export function AccentPicker({ value, onChange }: AccentPickerProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className={classes.row} aria-label={t(($) => $.common.person.accent)}>
      {accents.map((accent) => (
        <input
          key={accent}
          type="radio"
          name={name}
          checked={accent === value}
          aria-label={t(($) => $.common.person.accents[accent])}
          title={t(($) => $.common.person.accents[accent])}
          className={classes.dot}
          style={{ backgroundColor: `var(--mantine-color-${accent}-filled)` }}
          onChange={() => onChange(accent)}
        />
      ))}
    </fieldset>
  );
}
