import { Button, Text, Tooltip } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import type { ContactData, Customer } from '#core/customers/customers.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useChoices } from '../../lib/choices.ts';
import { useCustomFields, useCustomWords } from '../../lib/custom-fields.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './customer-page.module.css';
import { fieldLabel, useFieldWords, type FieldName } from './fields.ts';
import { Phones, TagMarks, usePhoneWords } from './marks.tsx';
import { useUnmask } from './mutations.ts';

interface Entry {
  readonly key: string;
  readonly label: string;
  /** null: nothing there. */
  readonly value: ReactNode;
  readonly wide?: boolean;
}

/** Every field of a customer in quiet groups; what is empty is folded away. */
export function CustomerOverview({ customer, compact = false }: { customer: Customer; compact?: boolean }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const { labelOf } = useChoices();
  const phoneWords = usePhoneWords();
  const format = useFormat();
  const words = useFieldWords();
  const [shown, setShown] = useState<ContactData | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);
  const unmask = useUnmask(setRefused);
  const contact: ContactData = shown ?? customer;
  const { all } = useCustomFields();
  const custom = useCustomWords();
  // A retired field is shown where something was entered in it.
  const own = all.filter(({ id, retired }) => !retired || customer.custom[id] !== undefined);
  const ownEntry = (field: CustomField): Entry => {
    const text = custom.words(field, customer.custom[field.id]);
    return {
      key: `custom:${field.id}`,
      label: field.label,
      value:
        text === '' ? null : (
          <span
            className={classes.remark}
            data-retired={field.retired || undefined}
            title={field.retired ? t(($) => $.customFields.retiredField) : undefined}
          >
            {text}
          </span>
        ),
      wide: field.kind === 'text' && text.length > 40,
    };
  };

  const plain = (field: FieldName): Entry => {
    const text = words(field, customer[field]);
    return { key: field, label: fieldLabel(t, field), value: text === '' ? null : text };
  };
  const part = (field: keyof ContactData, value: ReactNode): Entry => ({
    key: field,
    label: fieldLabel(t, field),
    value,
  });
  const time = (key: 'createdAt' | 'updatedAt' | 'claimedAt' | 'lastInteractionAt'): Entry => ({
    key,
    label: t(($) => $.customers.fields[key]),
    value:
      customer[key] === null ? null : (
        <span title={format.full(customer[key])}>{format.instant(customer[key])}</span>
      ),
  });
  const day = (key: 'nextStepOn' | 'lastDealOn'): Entry => ({
    key,
    label: t(($) => $.customers.fields[key]),
    value: customer[key] === null ? null : format.day(customer[key]),
  });

  if (customer.sight === 'minimal') {
    return (
      <>
        <Text size="sm" className={classes.note}>
          {t(($) => $.customers.page.minimalNote, { owner: nameOf(customer.ownerId) })}
        </Text>
        <Group_
          entries={[plain('regionCode'), plain('industryId')]}
          title={t(($) => $.customers.page.basics)}
          compact={compact}
        />
      </>
    );
  }
  const web = contact.website;
  const mayUnmask = customer.abilities.includes('unmask') && customer.sight === 'masked';
  return (
    <>
      <Group_
        compact={compact}
        title={t(($) => $.customers.page.basics)}
        entries={[
          plain('shortName'),
          plain('type'),
          plain('industryId'),
          plain('sourceId'),
          plain('regionCode'),
          {
            key: 'tagIds',
            label: fieldLabel(t, 'tagIds'),
            value:
              customer.tagIds.length > 0 ? <TagMarks labels={customer.tagIds.map(labelOf)} wrap /> : null,
          },
          {
            key: 'parentId',
            label: fieldLabel(t, 'parentId'),
            value:
              customer.parentId !== null && customer.parentName !== null ? (
                <Link to="/customers/$id" params={{ id: String(customer.parentId) }} className={classes.link}>
                  {customer.parentName}
                </Link>
              ) : null,
          },
        ]}
      />
      <Group_
        compact={compact}
        title={t(($) => $.customers.page.contact)}
        aside={
          mayUnmask && shown === null ? (
            <Tooltip label={t(($) => $.customers.actions.unmaskHint)}>
              <Button
                size="compact-xs"
                variant="light"
                leftSection={<IconEye size={14} aria-hidden />}
                loading={unmask.isPending}
                onClick={() => {
                  setRefused(null);
                  unmask.mutate({ id: customer.id }, { onSuccess: setShown });
                }}
              >
                {t(($) => $.customers.actions.unmask)}
              </Button>
            </Tooltip>
          ) : shown === null ? null : (
            <Text size="xs" c="var(--kc-dim)" role="status">
              {t(($) => $.customers.page.shownNow)}
            </Text>
          )
        }
        note={refused === null ? null : <ErrorNote error={refused} />}
        entries={[
          part('phone', contact.phone && <Phones text={contact.phone} words={phoneWords} />),
          part('email', contact.email),
          part(
            'website',
            web === null || web.includes('*') ? (
              web
            ) : (
              <a
                className={classes.link}
                href={/^https?:\/\//i.test(web) ? web : `http://${web}`}
                target="_blank"
                rel="noreferrer noopener"
              >
                {web}
              </a>
            ),
          ),
          part('fax', contact.fax && <Phones text={contact.fax} words={phoneWords} />),
          { ...part('address', contact.address), wide: true },
          plain('postcode'),
        ]}
      />
      <Group_
        compact={compact}
        title={t(($) => $.customers.page.invoice)}
        entries={[plain('taxNumber'), plain('bank'), plain('bankAccount')]}
      />
      <Group_
        compact={compact}
        title={t(($) => $.customers.page.moreInfo)}
        entries={[
          ...own.map(ownEntry),
          plain('legalFormId'),
          plain('sizeId'),
          plain('revenueFen'),
          plain('foundedOn'),
          {
            key: 'remark',
            label: fieldLabel(t, 'remark'),
            value:
              customer.remark === null ? null : <span className={classes.remark}>{customer.remark}</span>,
            wide: true,
          },
        ]}
      />
      <Group_
        compact={compact}
        title={t(($) => $.customers.page.record)}
        entries={[
          time('claimedAt'),
          time('lastInteractionAt'),
          day('nextStepOn'),
          day('lastDealOn'),
          time('updatedAt'),
          time('createdAt'),
          {
            key: 'createdBy',
            label: t(($) => $.customers.fields.createdBy),
            value: customer.createdBy === null ? null : nameOf(customer.createdBy),
          },
        ]}
      />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly aside?: ReactNode;
  readonly note?: ReactNode;
  readonly compact: boolean;
}

function Group_({ title, entries, aside = null, note = null, compact }: GroupProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const filled = entries.filter((entry) => entry.value !== null && entry.value !== '');
  const empty = entries.length - filled.length;
  const shown = all ? entries : filled;
  // Below the title of the page or of the pane.
  const Heading = compact ? 'h3' : 'h2';
  return (
    <section className={classes.group} data-compact={compact || undefined} aria-label={title}>
      <div className={classes.groupHead}>
        <Heading className={classes.groupTitle}>{title}</Heading>
        {aside}
        <span className={classes.space} />
        {empty > 0 ? (
          <Button
            size="compact-xs"
            variant="subtle"
            c="var(--kc-dim)"
            fw={400}
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all
              ? t(($) => $.customers.page.hideEmpty)
              : t(($) => $.customers.page.showEmpty, { count: empty })}
          </Button>
        ) : null}
      </div>
      {note}
      {shown.length === 0 ? null : (
        <dl className={classes.fields}>
          {shown.map((entry) => (
            <div key={entry.key} className={classes.field} data-wide={entry.wide || undefined}>
              <dt>{entry.label}</dt>
              <dd>
                {entry.value === null || entry.value === '' ? (
                  <span className={classes.none}>–</span>
                ) : (
                  entry.value
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
