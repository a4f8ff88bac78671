import { Checkbox, Input, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { calendars } from '#core/contacts/contacts.contract.ts';
import { useFormat } from '../../lib/format.ts';
import classes from './contact-form.module.css';
import { fieldLabel, lunarDay, lunarMonth } from './fields.ts';
import type { BirthdayValue } from './form-values.ts';

interface BirthdayInputProps {
  readonly value: BirthdayValue;
  readonly error: ReactNode;
  readonly onChange: (value: BirthdayValue) => void;
  readonly onBlur: () => void;
}

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

/** A birthday in the calendar in which it is kept; the year may stay empty. */
export function BirthdayInput({ value, error, onChange, onBlur }: BirthdayInputProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const lunar = value.calendar === 'lunar';
  const named = (number: number, name: (number: number) => string) => ({
    value: String(number),
    label: lunar ? name(number) : String(number),
  });
  const pick = (part: 'month' | 'day') => (chosen: string | null) =>
    onChange({ ...value, [part]: chosen === null ? null : Number(chosen) });
  return (
    <Input.Wrapper label={fieldLabel(t, 'birthday')} labelElement="div" error={error}>
      <div className={classes.birthday} role="group" aria-label={fieldLabel(t, 'birthday')}>
        <SegmentedControl
          size="sm"
          aria-label={fieldLabel(t, 'birthday')}
          value={value.calendar}
          onChange={(chosen) => {
            const calendar = calendars.find((one) => one === chosen) ?? 'solar';
            onChange({ ...value, calendar, leap: calendar === 'lunar' && value.leap });
          }}
          data={calendars.map((one) => ({ value: one, label: t(($) => $.contacts.calendars[one]) }))}
        />
        <TextInput
          className={classes.birthYear}
          aria-label={t(($) => $.contacts.form.year)}
          placeholder={t(($) => $.contacts.form.yearHint)}
          inputMode="numeric"
          maxLength={10}
          autoComplete="off"
          value={value.year}
          onChange={(event) => onChange({ ...value, year: event.currentTarget.value })}
          onBlur={value.month === null && value.day === null ? undefined : onBlur}
          error={error !== undefined && error !== null}
          data-field="birthday"
        />
        <Select
          className={classes.birthPart}
          aria-label={t(($) => $.contacts.form.month)}
          placeholder={t(($) => $.contacts.form.month)}
          clearable
          openOnFocus={false}
          data={upTo(12).map((month) => named(month, (number) => lunarMonth(number, language)))}
          value={value.month === null ? null : String(value.month)}
          onChange={pick('month')}
        />
        <Select
          className={classes.birthPart}
          aria-label={t(($) => $.contacts.form.day)}
          placeholder={t(($) => $.contacts.form.day)}
          clearable
          openOnFocus={false}
          data={upTo(lunar ? 30 : 31).map((day) => named(day, (number) => lunarDay(number, language)))}
          value={value.day === null ? null : String(value.day)}
          onChange={pick('day')}
        />
        {lunar ? (
          <Checkbox
            label={t(($) => $.contacts.form.leap)}
            checked={value.leap}
            onChange={(event) => onChange({ ...value, leap: event.currentTarget.checked })}
          />
        ) : null}
      </div>
    </Input.Wrapper>
  );
}
