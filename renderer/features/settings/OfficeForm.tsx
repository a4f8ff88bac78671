import { NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileLimitMost, type OfficeSettings } from '#core/settings/settings.contract.ts';
import { localDate } from '#core/shared/local-date.ts';
import { formatNumber, parsePattern } from '#core/shared/numbering.ts';
import { cleanText } from '#core/shared/text.ts';
import { neededText, say } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { notifyDone } from '../../lib/notify.ts';
import { ConflictNote } from '../../ui/ConflictNote.tsx';
import { EditForm } from '../../ui/EditForm.tsx';
import { useUpdateSettings } from './mutations.ts';

const patternCodes = {
  noCounter: 'patternNoCounter',
  twoCounters: 'patternTwoCounters',
  unknownToken: 'patternUnknownToken',
  tooLong: 'patternTooLong',
} as const;
const idleChoices = [0, 1, 3, 5, 10, 15, 30, 60, 120] as const;

function checkPattern(text: string): string | null {
  const pattern = cleanText(text);
  if (pattern === '') return say('required');
  const parsed = parsePattern(pattern);
  return typeof parsed === 'string'
    ? say(patternCodes[parsed], parsed === 'tooLong' ? { max: 40 } : {})
    : null;
}

/** What the next number would look like, null while the pattern is wrong. */
function exampleOf(text: string): string | null {
  const parsed = parsePattern(cleanText(text));
  const now = new Date();
  const today = localDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
  return typeof parsed === 'string' || today === null ? null : formatNumber(parsed, today, 42);
}

interface Values extends Record<string, unknown> {
  readonly officeName: string;
  readonly numberPattern: string;
  readonly idleLockMinutes: number;
  readonly interactionEditHours: number;
  readonly fileLimitMb: number;
}
const valuesOf = ({
  officeName,
  numberPattern,
  idleLockMinutes,
  interactionEditHours,
  fileLimitMb,
}: OfficeSettings): Values => ({
  officeName,
  numberPattern,
  idleLockMinutes,
  interactionEditHours,
  fileLimitMb,
});

/** Name, numbering and idle lock of the office. */
export function OfficeForm({ settings }: { readonly settings: OfficeSettings }) {
  const { t } = useTranslation();
  const [note, setNote] = useState<string | null>(null);
  const base = useRef(settings);
  const [newer, setNewer] = useState<OfficeSettings | null>(null);
  const form = useForm<Values>({
    initialValues: valuesOf(settings),
    validateInputOnBlur: true,
    validate: { officeName: (value) => neededText(value), numberPattern: checkPattern },
  });
  const dirty = form.isDirty();
  useLeaveGuard(() => form.isDirty());
  const start = (from: OfficeSettings) => {
    base.current = from;
    form.setInitialValues(valuesOf(from));
    form.setValues(valuesOf(from));
    form.resetDirty(valuesOf(from));
  };
  useEffect(() => {
    // Saved elsewhere while nothing is typed here: simply follow.
    if (settings.version > base.current.version && !dirty && newer === null) start(settings);
  });

  const update = useUpdateSettings(
    (saved) => {
      start(saved);
      notifyDone(t(($) => $.common.saved));
    },
    (error) => {
      if (error.code === 'conflict' && isSettings(error.data)) setNewer(error.data);
      else setNote(showFormError(form, error));
    },
  );
  const save = (values: Values, version: number) => {
    setNote(null);
    update.mutate({ version, ...values });
  };
  const minutes = (count: number) =>
    count === 0 ? t(($) => $.settings.office.idleNever) : t(($) => $.settings.office.idleMinutes, { count });
  const offered = [...new Set([...idleChoices, form.values.idleLockMinutes])].toSorted((a, b) => a - b);
  const words = (values: Values) => [
    { label: t(($) => $.settings.office.name), value: values.officeName },
    { label: t(($) => $.settings.office.pattern), value: values.numberPattern },
    { label: t(($) => $.settings.office.idle), value: minutes(values.idleLockMinutes) },
    {
      label: t(($) => $.settings.office.editHours),
      value: `${values.interactionEditHours}${t(($) => $.settings.office.editHoursUnit)}`,
    },
    { label: t(($) => $.settings.office.fileLimit), value: `${values.fileLimitMb} MB` },
  ];
  const example = exampleOf(form.values.numberPattern);

  return (
    <EditForm
      form={form}
      busy={update.isPending}
      note={note}
      untouched={!dirty}
      onSave={(values) => save(values, base.current.version)}
    >
      {newer !== null && (
        <ConflictNote
          busy={update.isPending}
          differences={words(valuesOf(newer)).flatMap(({ label, value }, index) => {
            const mine = words(form.values)[index]?.value ?? '';
            return mine === value ? [] : [{ label, theirs: value, mine }];
          })}
          onTake={() => {
            start(newer);
            setNewer(null);
          }}
          onKeep={() => {
            base.current = newer;
            setNewer(null);
            save(form.values, newer.version);
          }}
        />
      )}
      <TextInput
        label={t(($) => $.settings.office.name)}
        description={t(($) => $.settings.office.nameHint)}
        required
        {...form.getInputProps('officeName')}
        key={form.key('officeName')}
      />
      <div>
        <TextInput
          label={t(($) => $.settings.office.pattern)}
          description={t(($) => $.settings.office.patternHint)}
          required
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          {...form.getInputProps('numberPattern')}
          error={
            form.errors.numberPattern ??
            (form.isDirty('numberPattern') ? checkPattern(form.values.numberPattern) : null)
          }
          key={form.key('numberPattern')}
        />
        {example !== null && (
          <Text component="output" display="block" fz="sm" mt={6}>
            {t(($) => $.settings.office.patternExample)}
            <b>{example}</b>
          </Text>
        )}
        <Text fz="sm" c="dimmed">
          {t(($) => $.settings.office.patternLater)}
        </Text>
      </div>
      <Select
        label={t(($) => $.settings.office.idle)}
        description={t(($) => $.settings.office.idleHint)}
        allowDeselect={false}
        styles={{ wrapper: { maxWidth: '16rem' } }}
        data={offered.map((count) => ({ value: String(count), label: minutes(count) }))}
        value={String(form.values.idleLockMinutes)}
        onChange={(next) => form.setFieldValue('idleLockMinutes', Number(next ?? 0))}
      />
      <NumberInput
        label={t(($) => $.settings.office.editHours)}
        description={t(($) => $.settings.office.editHoursHint)}
        styles={{ wrapper: { maxWidth: '16rem' } }}
        min={0}
        max={8760}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        suffix={t(($) => $.settings.office.editHoursUnit)}
        value={form.values.interactionEditHours}
        onChange={(next) => form.setFieldValue('interactionEditHours', Number(next) || 0)}
      />
      <NumberInput
        label={t(($) => $.settings.office.fileLimit)}
        description={t(($) => $.settings.office.fileLimitHint)}
        styles={{ wrapper: { maxWidth: '16rem' } }}
        min={1}
        max={fileLimitMost}
        clampBehavior="blur"
        allowDecimal={false}
        allowNegative={false}
        suffix=" MB"
        value={form.values.fileLimitMb}
        onChange={(next) => form.setFieldValue('fileLimitMb', Number(next) || 1)}
      />
    </EditForm>
  );
}

function isSettings(data: unknown): data is OfficeSettings {
  return typeof data === 'object' && data !== null && 'numberPattern' in data && 'version' in data;
}
