import { Button, Drawer, Skeleton, Stack, Text } from '@mantine/core';
import { IconCake, IconPencil, IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { toAppError } from '../../lib/rpc.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ContactMarks } from './ContactMarks.tsx';
import { ContactMenu } from './ContactMenu.tsx';
import classes from './contacts.module.css';
import { Copied, MailLines, PhoneLines } from './ContactWays.tsx';
import { birthdayWords, fieldLabel, type FieldName } from './fields.ts';
import { contactQuery } from './queries.ts';
import { Relations } from './Relations.tsx';
import { useContactActions } from './use-contact-actions.tsx';

interface ContactDrawerProps {
  /** null: closed. */
  readonly id: number | null;
  readonly onClose: () => void;
  readonly onEdit: (id: number) => void;
  /** The customer beside which it is shown: it need not be said again. */
  readonly customerId: number;
  readonly onWalk: (contactId: number) => void;
  /** Below everything else: the files of the contact, which another feature shows. */
  readonly files: (contactId: number) => ReactNode;
}

/** Everything about one contact, beside the customer. */
export function ContactDrawer({ id, onClose, onEdit, customerId, onWalk, files }: ContactDrawerProps) {
  const { t } = useTranslation();
  // The last one stays while the drawer closes.
  const [shown, setShown] = useState(id);
  if (id !== null && id !== shown) setShown(id);
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      size={560}
      title={t(($) => $.contacts.detail.title)}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : (
        <ContactDetail
          key={shown}
          id={shown}
          onClose={onClose}
          onEdit={() => onEdit(shown)}
          customerId={customerId}
          onWalk={onWalk}
          files={files}
        />
      )}
    </Drawer>
  );
}

interface ContactDetailProps {
  readonly id: number;
  readonly onClose: () => void;
  readonly onEdit: () => void;
  readonly customerId: number;
  readonly onWalk: (contactId: number) => void;
  readonly files: (contactId: number) => ReactNode;
}

function ContactDetail({ id, onClose, onEdit, customerId, onWalk, files }: ContactDetailProps) {
  const { t } = useTranslation();
  const [gone, setGone] = useState(false);
  const { data, error, refetch } = useQuery({ ...contactQuery(id), retry: false, enabled: !gone });
  const actions = useContactActions(() => {
    setGone(true);
    onClose();
  });
  if (error !== null && toAppError(error).code === 'notFound') {
    return (
      <EmptyState
        icon={<IconUserQuestion size={24} stroke={1.6} />}
        title={t(($) => $.contacts.detail.notFound)}
        text={t(($) => $.contacts.detail.notFoundText)}
      />
    );
  }
  if (data === undefined) {
    return error === null ? (
      <Stack gap="sm">
        <Skeleton height={24} width="50%" animate={false} />
        <Skeleton height={160} animate={false} />
      </Stack>
    ) : (
      <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />
    );
  }
  const where = [data.department, data.position].filter((part) => part !== null).join(' · ');
  return (
    <>
      <div className={classes.detailHead}>
        <div className={classes.detailName}>
          <h2 className={classes.detailTitle}>{data.name}</h2>
          <ContactMarks contact={data} />
        </div>
        {data.abilities.includes('edit') ? (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconPencil size={15} stroke={1.6} aria-hidden />}
            onClick={onEdit}
          >
            {t(($) => $.contacts.actions.edit)}
          </Button>
        ) : null}
        <ContactMenu contact={data} actions={actions} />
      </div>
      {where === '' ? null : <p className={classes.where}>{where}</p>}
      {data.customerId === customerId ? null : (
        <Link
          className={`${classes.link} ${classes.customer}`}
          to="/customers/$id"
          params={{ id: String(data.customerId) }}
          search={{ tab: 'contacts', contact: data.id }}
        >
          {data.customerName}
        </Link>
      )}
      <Facts contact={data} />
      <Relations contact={data} onWalk={onWalk} />
      {files(data.id)}
      <Recorded contact={data} />
      {actions.layer}
    </>
  );
}

interface Fact {
  readonly field: FieldName;
  readonly value: ReactNode;
}

function Facts({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const { language, day } = useFormat();
  const { birthday, nextBirthdayOn } = contact;
  const copied = (text: string | null) => (text === null ? null : <Copied text={text} />);
  const prose = (text: string | null) =>
    text === null ? null : <span className={classes.prose}>{text}</span>;
  const entries: readonly Fact[] = [
    { field: 'phones', value: contact.phones.length > 0 ? <PhoneLines phones={contact.phones} /> : null },
    { field: 'emails', value: contact.emails.length > 0 ? <MailLines emails={contact.emails} /> : null },
    { field: 'wechat', value: copied(contact.wechat) },
    { field: 'qq', value: copied(contact.qq) },
    {
      field: 'gender',
      value: contact.gender === null ? null : t(($) => $.contacts.genders[contact.gender ?? 'male']),
    },
    {
      field: 'birthday',
      value:
        birthday === null ? null : (
          <span className={classes.birthday}>
            <IconCake size={15} stroke={1.6} aria-hidden />
            <span>{birthdayWords(birthday, language)}</span>
            {nextBirthdayOn === null ? null : (
              <span className={classes.quiet}>
                {t(($) => $.contacts.detail.nextBirthday, { day: day(nextBirthdayOn) })}
              </span>
            )}
          </span>
        ),
    },
    { field: 'address', value: copied(contact.address) },
    { field: 'hobbies', value: prose(contact.hobbies) },
    { field: 'remark', value: prose(contact.remark) },
  ];
  const filled = entries.filter(({ value }) => value !== null);
  if (filled.length === 0) {
    return (
      <Text size="sm" c="var(--kc-dim)" my="sm">
        {t(($) => $.contacts.detail.nothing)}
      </Text>
    );
  }
  return (
    <dl className={classes.facts}>
      {filled.map(({ field, value }) => (
        <div key={field}>
          <dt>{fieldLabel(t, field)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Recorded({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const format = useFormat();
  const person = nameOf(contact.createdBy);
  const when = format.instant(contact.createdAt);
  return (
    <p className={classes.recorded}>
      <span title={format.full(contact.createdAt)}>
        {t(($) => $.contacts.detail.created, { person, when })}
      </span>
      {contact.updatedAt === contact.createdAt ? null : (
        <span title={format.full(contact.updatedAt)}>
          {t(($) => $.contacts.detail.updated, { when: format.instant(contact.updatedAt) })}
        </span>
      )}
    </p>
  );
}
