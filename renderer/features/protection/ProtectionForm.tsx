import { Button, Group, NumberInput, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preview } from '#core/protection/protection.contract.ts';
import type { DaysByLevel, ProtectionRules } from '#core/settings/settings.contract.ts';
import { addDays, isLocalDate, localDate } from '#core/shared/local-date.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { ConflictNote } from '../../ui/ConflictNote.tsx';
import { DayInput } from '../../ui/DayInput.tsx';
import { EditForm } from '../../ui/EditForm.tsx';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { LevelDays } from './LevelDays.tsx';
import { useProtectionMutations } from './mutations.ts';
import { PreviewDialog } from './PreviewDialog.tsx';
import classes from './protection.module.css';

interface Values extends Record<string, unknown> {
  readonly interactionDays: DaysByLevel;
  readonly dealDays: DaysByLevel;
  readonly freshDays: number;
  readonly afterDealDays: number | null;
  readonly maxLocked: number | null;
  readonly holdsFrom: string;
}

/** Offered as the first day: everybody concerned is warned a week before. */
const notice = 7;

const laterDay = (today: string): string => (isLocalDate(today) ? addDays(today, notice) : today);
const valuesOf = ({ figures, maxLocked, holdsFrom }: ProtectionRules, today: string): Values => ({
  ...figures,
  maxLocked,
  holdsFrom: holdsFrom !== null && holdsFrom >= today ? holdsFrom : laterDay(today),
});
const figuresOf = ({ interactionDays, dealDays, freshDays, afterDealDays }: Values) => ({
  interactionDays,
  dealDays,
  freshDays,
  afterDealDays,
});

function isRules(data: unknown): data is ProtectionRules {
  return typeof data === 'object' && data !== null && 'figures' in data && 'version' in data;
}

/** The calendar day on this PC; the office refuses one that is past there. */
function todayHere(): string {
  const now = new Date();
  return localDate(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? '';
}

/** When claimed customers fall back to the pool by themselves; saving first shows which it would hit (spec §3.4). */
export function ProtectionForm({ rules }: { rules: ProtectionRules }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [today] = useState(todayHere);
  const [note, setNote] = useState<string | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [newer, setNewer] = useState<ProtectionRules | null>(null);
  const base = useRef(rules);
  const form = useForm<Values>({ initialValues: valuesOf(rules, today) });
  const dirty = form.isDirty();
  useLeaveGuard(() => form.isDirty());
  const start = (from: ProtectionRules) => {
    base.current = from;
    form.setInitialValues(valuesOf(from, today));
    form.setValues(valuesOf(from, today));
    form.resetDirty(valuesOf(from, today));
  };
  useEffect(() => {
    // Saved elsewhere while nothing is typed here: simply follow.
    if (rules.version > base.current.version && !dirty && newer === null) start(rules);
  });
  const refused = (error: AppError) => {
    setPreview(null);
    if (error.code === 'conflict' && isRules(error.data)) setNewer(error.data);
    else setNote(showFormError(form, error));
  };
  const mutations = useProtectionMutations(refused);
  const ask = (values: Values) => {
    setNote(null);
    mutations.preview.mutate(
      { figures: figuresOf(values), holdsFrom: values.holdsFrom || '0000-00-00' },
      { onSuccess: setPreview },
    );
  };
  const save = (version: number) => {
    const values = form.getValues();
    mutations.saveRules.mutate(
      { version, figures: figuresOf(values), holdsFrom: values.holdsFrom, maxLocked: values.maxLocked },
      {
        onSuccess: (saved) => {
          setPreview(null);
          start(saved);
          notifyDone(t(($) => $.protection.form.saved, { day: saved.holdsFrom ?? '' }));
        },
      },
    );
  };
  const number = (name: 'freshDays' | 'afterDealDays' | 'maxLocked') => ({
    min: name === 'afterDealDays' ? 1 : 0,
    max: name === 'maxLocked' ? 1_000_000 : 3650,
    allowDecimal: false,
    allowNegative: false,
    clampBehavior: 'strict' as const,
    w: '100%',
    maw: '18rem',
    value: form.values[name] ?? '',
    onChange: (next: number | string) =>
      form.setFieldValue(name, next === '' ? (name === 'freshDays' ? 0 : null) : Number(next)),
    error: form.errors[name],
  });
  const days = ` ${t(($) => $.protection.form.days)}`;
  const pending = rules.holdsFrom !== null && rules.holdsFrom > today;

  return (
    <>
      <EditForm
        sticky
        form={form}
        busy={mutations.preview.isPending || mutations.saveRules.isPending}
        note={note}
        untouched={!dirty}
        saveLabel={t(($) => $.protection.form.preview)}
        onSave={ask}
      >
        {newer === null ? null : (
          <ConflictNote
            busy={mutations.saveRules.isPending}
            differences={[]}
            onTake={() => {
              start(newer);
              setNewer(null);
            }}
            onKeep={() => {
              base.current = newer;
              setNewer(null);
              ask(form.getValues());
            }}
          />
        )}
        {pending ? (
          <Text fz="sm" c="dimmed">
            {t(($) => $.protection.form.pending, { day: format.day(rules.holdsFrom) })}
          </Text>
        ) : null}
        <section className={classes.section}>
          <Title order={2}>{t(($) => $.protection.form.interaction)}</Title>
          <Text fz="sm" c="dimmed">
            {t(($) => $.protection.form.interactionHint)}
          </Text>
          <LevelDays
            title={t(($) => $.protection.form.interaction)}
            value={form.values.interactionDays}
            onChange={(next) => form.setFieldValue('interactionDays', next)}
          />
        </section>
        <section className={classes.section}>
          <Title order={2}>{t(($) => $.protection.form.deal)}</Title>
          <Text fz="sm" c="dimmed">
            {t(($) => $.protection.form.dealHint)}
          </Text>
          <LevelDays
            title={t(($) => $.protection.form.deal)}
            value={form.values.dealDays}
            onChange={(next) => form.setFieldValue('dealDays', next)}
          />
        </section>
        <section className={classes.section}>
          <Title order={2}>{t(($) => $.protection.form.exempt)}</Title>
          <div className={classes.fields}>
            <NumberInput
              label={t(($) => $.protection.form.fresh)}
              description={t(($) => $.protection.form.freshHint)}
              suffix={days}
              {...number('freshDays')}
            />
            <NumberInput
              label={t(($) => $.protection.form.afterDeal)}
              description={t(($) => $.protection.form.afterDealHint)}
              placeholder={t(($) => $.protection.form.never)}
              suffix={days}
              {...number('afterDealDays')}
            />
            <NumberInput
              label={t(($) => $.protection.form.maxLocked)}
              description={t(($) => $.protection.form.maxLockedHint)}
              placeholder={t(($) => $.protection.form.noLimit)}
              suffix={` ${t(($) => $.protection.form.customers)}`}
              {...number('maxLocked')}
            />
          </div>
        </section>
        <section className={classes.section}>
          <Title order={2}>{t(($) => $.protection.form.from)}</Title>
          <div className={classes.fields}>
            <DayInput
              withAsterisk
              maw="18rem"
              label={t(($) => $.protection.form.holdsFrom)}
              description={t(($) => $.protection.form.holdsFromHint)}
              value={form.values.holdsFrom}
              onChange={(next) => form.setFieldValue('holdsFrom', next)}
              error={form.errors['holdsFrom']}
            />
          </div>
        </section>
      </EditForm>
      <PreviewDialog
        preview={preview}
        question={{ figures: figuresOf(form.values), holdsFrom: form.values.holdsFrom }}
        onClose={() => setPreview(null)}
        actions={
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setPreview(null)}>
              {t(($) => $.protection.form.back)}
            </Button>
            <Button loading={mutations.saveRules.isPending} onClick={() => save(base.current.version)}>
              {t(($) => $.common.save)}
            </Button>
          </Group>
        }
      />
    </>
  );
}
