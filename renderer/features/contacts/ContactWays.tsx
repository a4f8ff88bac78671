import { ActionIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Way } from '#core/contacts/contacts.contract.ts';
import { phoneDigits } from '#core/customers/checks.ts';
import classes from './contacts.module.css';

/** A text with a button that copies it; a masked one is only read. */
export function Copied({ text, shown = text, href }: { text: string; shown?: string; href?: string }) {
  const { t } = useTranslation();
  if (shown.includes('**')) return <span>{shown}</span>;
  const label = t(($) => $.contacts.actions.copy, { text });
  return (
    <span className={classes.copied}>
      {href === undefined ? (
        <span>{shown}</span>
      ) : (
        <a className={classes.link} href={href}>
          {shown}
        </a>
      )}
      <ActionIcon
        className={classes.copy}
        size={20}
        aria-label={label}
        title={label}
        onClick={async () => {
          await navigator.clipboard.writeText(text);
          const message = t(($) => $.contacts.actions.copied, { text });
          notifications.show({ id: 'copied', color: 'teal', autoClose: 2000, message });
        }}
      >
        <IconCopy size={13} stroke={1.6} />
      </ActionIcon>
    </span>
  );
}

/** Telephone numbers: dialled by the PC's own program where it has one, or copied as digits. */
export function PhoneLines({ phones }: { phones: readonly Way[] }) {
  const { t } = useTranslation();
  return phones.map(({ id, label, value }) => {
    const digits = phoneDigits(value);
    return (
      <span key={id} className={classes.line}>
        <span className={classes.lineLabel}>{t(($) => $.contacts.wayLabels[label])}</span>
        {digits === '' ? (
          <span>{value}</span>
        ) : (
          <Copied text={digits} shown={value} href={`tel:${digits.split(' ')[0] ?? ''}`} />
        )}
      </span>
    );
  });
}

export function MailLines({ emails }: { emails: readonly Way[] }) {
  const { t } = useTranslation();
  return emails.map(({ id, label, value }) => (
    <span key={id} className={classes.line}>
      <span className={classes.lineLabel}>{t(($) => $.contacts.mailLabels[label])}</span>
      {value.includes('@') ? (
        <Copied text={value} href={`mailto:${encodeURIComponent(value).replace('%40', '@')}`} />
      ) : (
        <span>{value}</span>
      )}
    </span>
  ));
}
