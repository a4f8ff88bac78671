import { ActionIcon, Button, Input, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mostWays, wayLabels, type WayLabel } from '#core/contacts/contacts.contract.ts';
import { fieldSentence } from '#core/i18n/sentence.ts';
import { useFormat } from '../../lib/format.ts';
import layout from '../../ui/record-form/fields.module.css';
import classes from './contact-form.module.css';
import { fieldLabel } from './fields.ts';
import { emptyWay, type WayList } from './form-values.ts';
import type { ContactForm } from './use-contact-form.ts';

const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
const labelsOf: Readonly<Record<WayList, readonly WayLabel[]>> = {
  phones: wayLabels,
  emails: ['work', 'home', 'other'],
};

interface WaysInputProps {
  readonly contact: ContactForm;
  readonly list: WayList;
}

/** Several numbers or addresses, each with what it is for. */
export function WaysInput({ contact, list }: WaysInputProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { form, warnings } = contact;
  const ways = form.values[list];
  const phones = list === 'phones';
  const words = phones ? 'wayLabels' : 'mailLabels';
  const set = (next: typeof ways) => {
    form.setFieldValue(list, next);
    form.clearErrors();
    contact.forgetWarnings(list);
  };
  const label = (at: number) =>
    t(($) => (phones ? $.contacts.form.phoneAt : $.contacts.form.emailAt), { at: at + 1 });
  return (
    <div role="group" aria-label={fieldLabel(t, list)}>
      {/* Above the lines: a warning below one must not push it away from under the pointer. */}
      <div className={classes.waysHead}>
        <Input.Label labelElement="div">{fieldLabel(t, list)}</Input.Label>
        {ways.length < mostWays ? (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              set([...ways, emptyWay(list)]);
              requestAnimationFrame(() =>
                document.querySelector<HTMLElement>(`[data-field="${list}.${ways.length}.value"]`)?.focus(),
              );
            }}
          >
            {t(($) => (phones ? $.contacts.actions.addPhone : $.contacts.actions.addEmail))}
          </Button>
        ) : null}
      </div>
      <div className={classes.ways}>
        {ways.map((way, at) => {
          const warning = warnings[`${list}.${at}`];
          const offered = labelsOf[list];
          const labels = offered.includes(way.label) ? offered : [...offered, way.label];
          return (
            <div key={at} className={classes.way}>
              <Select
                className={classes.wayLabel}
                aria-label={`${label(at)}: ${t(($) => $.contacts.form.labelAt, { at: at + 1 })}`}
                allowDeselect={false}
                openOnFocus={false}
                data={labels.map((one) => ({ value: one, label: t(($) => $.contacts[words][one]) }))}
                value={way.label}
                onChange={(value) => {
                  const chosen = wayLabels.find((one) => one === value);
                  if (chosen) form.setFieldValue(`${list}.${at}.label`, chosen);
                }}
              />
              <TextInput
                {...form.getInputProps(`${list}.${at}.value`)}
                className={classes.wayValue}
                data-field={`${list}.${at}.value`}
                error={form.errors[`${list}.${at}.value`] ?? form.errors[`${list}.${at}`]}
                aria-label={label(at)}
                inputMode={phones ? 'tel' : 'email'}
                autoComplete="off"
                inputWrapperOrder={below}
                onBlur={() => contact.leaveWay(list, at)}
                description={
                  warning ? (
                    <span className={layout.warning}>{fieldSentence({ code: warning }, language)}</span>
                  ) : undefined
                }
              />
              <ActionIcon
                size={32}
                aria-label={t(
                  ($) => (phones ? $.contacts.actions.removePhone : $.contacts.actions.removeEmail),
                  {
                    at: at + 1,
                  },
                )}
                onClick={() => set(ways.length > 1 ? ways.toSpliced(at, 1) : [emptyWay(list)])}
              >
                <IconX size={16} stroke={1.6} />
              </ActionIcon>
            </div>
          );
        })}
      </div>
    </div>
  );
}
