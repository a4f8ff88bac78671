import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { customerLevels } from '#core/customers/customers.contract.ts';
import type { DaysByLevel } from '#core/settings/settings.contract.ts';
import classes from './protection.module.css';

interface LevelDaysProps {
  /** What the figures are of, for those who hear the page. */
  readonly title: string;
  readonly value: DaysByLevel;
  readonly onChange: (value: DaysByLevel) => void;
}

/** Days for all, and what differs by level: empty as for all, 0 off. */
export function LevelDays({ title, value, onChange }: LevelDaysProps) {
  const { t } = useTranslation();
  const days = ` ${t(($) => $.protection.form.days)}`;
  const field = (key: keyof DaysByLevel, label: string, placeholder: string) => (
    <NumberInput
      key={key}
      label={label}
      aria-label={`${title}: ${label}`}
      placeholder={placeholder}
      min={key === 'all' ? 1 : 0}
      max={3650}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      suffix={days}
      value={value[key] ?? ''}
      onChange={(next) => onChange({ ...value, [key]: next === '' ? null : Number(next) })}
    />
  );
  return (
    <div className={classes.levels}>
      {field(
        'all',
        t(($) => $.protection.form.all),
        t(($) => $.protection.form.off),
      )}
      {customerLevels.map((level) =>
        field(
          level,
          t(($) => $.protection.form.level, { level }),
          t(($) => $.protection.form.asAll),
        ),
      )}
    </div>
  );
}
