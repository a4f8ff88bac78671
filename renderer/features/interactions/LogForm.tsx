import { Button, Group, MultiSelect, Select, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { customerStatuses } from '#core/customers/customers.contract.ts';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { useFormDraft } from '../../lib/drafts.ts';
import { neededText, say } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useMe } from '../../lib/session.ts';
import type { CustomerToLog } from '../../lib/to-log.ts';
import { SentenceNote } from '../../ui/ErrorNote.tsx';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import { ChannelField } from './ChannelField.tsx';
import classes from './log-form.module.css';
import { fieldsFrom, nextStepFrom, startValues, type LogValues } from './log-values.ts';
import { useLogInteraction } from './mutations.ts';
import { NextStepFields } from './NextStepFields.tsx';
import { contactsQuery, customerQuery } from './queries.ts';
import { useToday } from './use-today.ts';

export interface LogFormHandle {
  readonly mayLeave: () => Promise<boolean>;
}

interface LogFormProps {
  readonly handle: Ref<LogFormHandle>;
  readonly customer: CustomerToLog;
  /** The one that is corrected; null: a new one. */
  readonly interaction: Interaction | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Everything but the text is filled in: one writes, chooses the next step and presses Ctrl+Enter (spec §5). */
export function LogForm({ handle, customer, interaction, onDone, onCancel }: LogFormProps) {
  const { t } = useTranslation();
  const me = useMe();
  const format = useFormat();
  const today = useToday();
  const [note, setNote] = useState<string | null>(null);
  const [restored, setRestored] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const known = useQuery(customerQuery(customer.id));
  const contacts = useQuery({ ...contactsQuery(customer.id), retry: false });
  const form = useForm<LogValues>({
    initialValues: startValues(me.id, interaction),
    validate: {
      text: (value) => neededText(value, 10_000),
      nextStep: {
        dueOn: (value, { nextStep }) =>
          value === '' && nextStep.what.trim() !== '' ? say('required') : null,
      },
    },
  });
  const { values } = form;
  const draft = useFormDraft(
    form,
    interaction === null ? `log.${customer.id}` : `interaction.${interaction.id}.${interaction.version}`,
    () => setRestored(true),
  );
  const mutations = useLogInteraction((error) => setNote(showFormError(form, error)));
  const saving = mutations.log.isPending || mutations.update.isPending;
  const { mayLeave } = useLeaveGuard(() => form.isDirty() && !saving, draft.forget);
  useImperativeHandle(handle, () => ({ mayLeave }));

  const saved = (message: string) => {
    form.resetDirty();
    draft.forget();
    notifyDone(message);
    onDone();
  };
  const save = () => {
    setNote(null);
    form.onSubmit(
      (checked) => {
        if (saving) return;
        const fields = fieldsFrom(checked, interaction);
        if (interaction !== null) {
          const { id, version } = interaction;
          mutations.update.mutate(
            { id, version, ...fields },
            { onSuccess: () => saved(t(($) => $.interactions.done.saved)) },
          );
          return;
        }
        const nextStep = nextStepFrom(
          checked,
          t(($) => $.interactions.form.whatDefault),
        );
        mutations.log.mutate(
          { customerId: customer.id, ...fields, status: checked.status, nextStep },
          { onSuccess: () => saved(t(($) => $.interactions.done.logged, { name: customer.name })) },
        );
      },
      (errors) => {
        if (errors['text'] !== undefined) text.current?.focus();
      },
    )();
  };
  useHotkeys(
    [
      ['mod+Enter', save],
      ['mod+S', save],
    ],
    [],
  );
  const insertTemplate = () => {
    const before = values.text.trimEnd();
    const template = t(($) => $.interactions.form.templateText);
    const start = before === '' ? '' : `${before}\n`;
    form.setFieldValue('text', start + template);
    const field = text.current;
    field?.focus();
    // Behind the first heading, where one goes on writing.
    const at = start.length + template.indexOf('\n');
    requestAnimationFrame(() => field?.setSelectionRange(at, at));
  };
  const present = contacts.data?.rows ?? [];
  // Somebody who was there may have left or moved since.
  const named = (interaction?.contacts ?? []).filter((one) =>
    present.every((contact) => contact.id !== one.id),
  );
  const people = [...present, ...named].map(({ id, name }) => ({ value: String(id), label: name }));
  const mayChangeStatus = interaction === null && known.data?.abilities.includes('edit') === true;
  const shownStatus = known.data?.status ?? null;
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {restored ? (
        <div className={classes.restored} role="status">
          <span>{t(($) => $.interactions.form.restored)}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              draft.forget();
              form.reset();
              setRestored(false);
            }}
          >
            {t(($) => $.interactions.form.discard)}
          </Button>
        </div>
      ) : null}
      <ChannelField value={values.channel} onChange={(channel) => form.setFieldValue('channel', channel)} />
      <div className={classes.text}>
        <Textarea
          ref={text}
          data-autofocus
          label={t(($) => $.interactions.form.text)}
          placeholder={t(($) => $.interactions.form.textPlaceholder)}
          required
          autosize
          minRows={4}
          maxRows={14}
          {...form.getInputProps('text')}
        />
        <Button size="compact-xs" variant="subtle" className={classes.template} onClick={insertTemplate}>
          {t(($) => $.interactions.form.template)}
        </Button>
      </div>
      {interaction === null ? <NextStepFields form={form} /> : null}
      <div className={classes.grid}>
        <DateTimePicker
          label={t(($) => $.interactions.form.happenedAt)}
          placeholder={t(($) => $.interactions.form.now)}
          valueFormat="YYYY-MM-DD HH:mm"
          locale={format.language === 'zh-CN' ? 'zh-cn' : 'en'}
          firstDayOfWeek={1}
          clearable={interaction === null}
          maxDate={`${today} 23:59:59`}
          {...form.getInputProps('happenedAt')}
        />
        <PersonSelect
          label={t(($) => $.interactions.form.person)}
          {...form.getInputProps('personId')}
          onChange={(id) => form.setFieldValue('personId', id ?? me.id)}
        />
        <TextInput label={t(($) => $.interactions.form.subject)} {...form.getInputProps('subject')} />
        <TextInput label={t(($) => $.interactions.form.result)} {...form.getInputProps('result')} />
        {people.length === 0 ? null : (
          <MultiSelect
            label={t(($) => $.interactions.form.contacts)}
            placeholder={values.contactIds.length === 0 ? t(($) => $.interactions.form.contactsNone) : ''}
            data={people}
            searchable
            value={values.contactIds.map(String)}
            error={form.errors['contactIds']}
            onChange={(ids) => form.setFieldValue('contactIds', ids.map(Number))}
          />
        )}
        {mayChangeStatus ? (
          <Select
            label={t(($) => $.interactions.form.status)}
            allowDeselect={false}
            data={[
              {
                value: '',
                label:
                  shownStatus === null
                    ? t(($) => $.interactions.form.statusSame)
                    : `${t(($) => $.customers.statuses[shownStatus])} · ${t(($) => $.interactions.form.statusSame)}`,
              },
              ...customerStatuses
                .filter((status) => status !== shownStatus)
                .map((status) => ({ value: status, label: t(($) => $.customers.statuses[status]) })),
            ]}
            value={values.status ?? ''}
            error={form.errors['status']}
            onChange={(next) =>
              form.setFieldValue('status', customerStatuses.find((status) => status === next) ?? null)
            }
          />
        ) : null}
      </div>
      {note === null ? null : <SentenceNote>{note}</SentenceNote>}
      <Group justify="space-between" className={classes.foot}>
        <Text size="xs" c="var(--kc-dim)" className={classes.hint}>
          {interaction === null
            ? null
            : t(($) => $.interactions.timeline.editable, { time: format.full(interaction.editableUntil) })}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t(($) => $.common.cancel)}
          </Button>
          <Tooltip label={t(($) => $.interactions.form.saveHint)}>
            <Button type="submit" loading={saving}>
              {t(($) => $.interactions.form.save)}
            </Button>
          </Tooltip>
        </Group>
      </Group>
    </form>
  );
}
