import { Button, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/session.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import { quickDay, quickDays, reminders } from './days.ts';
import classes from './log-form.module.css';
import type { LogValues } from './log-values.ts';
import { useToday } from './use-today.ts';

/** What comes next, with its day at one click; who and when to be reminded appear once there is a day. */
export function NextStepFields({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  const me = useMe();
  const { nextStep } = form.values;
  const today = useToday();
  return (
    <fieldset className={classes.next}>
      <legend>{t(($) => $.interactions.form.nextStep)}</legend>
      <TextInput
        aria-label={t(($) => $.interactions.form.what)}
        placeholder={t(($) => $.interactions.form.whatPlaceholder)}
        {...form.getInputProps('nextStep.what')}
      />
      <div className={classes.days}>
        {quickDays.map((choice) => {
          const day = quickDay(choice, today);
          return (
            <Button
              key={choice}
              size="compact-sm"
              variant={nextStep.dueOn === day ? 'filled' : 'default'}
              aria-pressed={nextStep.dueOn === day}
              title={day}
              onClick={() => form.setFieldValue('nextStep.dueOn', nextStep.dueOn === day ? '' : day)}
            >
              {t(($) => $.interactions.quickDays[choice])}
            </Button>
          );
        })}
        <DayInput
          className={classes.day}
          aria-label={t(($) => $.interactions.form.dueOn)}
          value={nextStep.dueOn}
          minDate={today}
          error={form.errors['nextStep.dueOn']}
          onChange={(day) => form.setFieldValue('nextStep.dueOn', day)}
        />
      </div>
      {nextStep.dueOn === '' ? null : (
        <div className={classes.grid}>
          <PersonSelect
            label={t(($) => $.interactions.form.who)}
            value={nextStep.personId}
            error={form.errors['nextStep.personId']}
            onChange={(id) => form.setFieldValue('nextStep.personId', id ?? me.id)}
          />
          <Select
            label={t(($) => $.interactions.form.remind)}
            allowDeselect={false}
            data={reminders.map((reminder) => ({
              value: reminder,
              label: t(($) => $.interactions.reminders[reminder]),
            }))}
            value={nextStep.remind}
            onChange={(next) =>
              form.setFieldValue('nextStep.remind', reminders.find((reminder) => reminder === next) ?? 'none')
            }
          />
        </div>
      )}
    </fieldset>
  );
}
