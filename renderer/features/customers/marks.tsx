import { notifications } from '@mantine/notifications';
import { useMemo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { phoneDigits } from '#core/customers/checks.ts';
import type { CustomerLevel, CustomerStatus } from '#core/customers/customers.contract.ts';
import classes from './marks.module.css';

// The marks stand in list cells by the hundred: they get their words and subscribe to nothing.

/** The status in its colour and in words: colour alone says nothing. */
export function StatusMark({ status, label }: { status: CustomerStatus; label: string }) {
  return (
    <span className={classes.status} data-status={status}>
      {label}
    </span>
  );
}

export function LevelMark({ level, label }: { level: CustomerLevel; label: string }) {
  return (
    <span className={classes.level} data-level={level} title={label} aria-label={label} role="img">
      {level}
    </span>
  );
}

export function TagMarks({ labels, wrap = false }: { labels: readonly string[]; wrap?: boolean }) {
  if (labels.length === 0) return null;
  return (
    <span className={classes.tags} data-wrap={wrap || undefined} title={wrap ? undefined : labels.join('、')}>
      {labels.map((label, at) => (
        <span key={at} className={classes.tag}>
          {label}
        </span>
      ))}
    </span>
  );
}

/** A value that is there but not for this person. */
export function NotShown({ why }: { why: string }) {
  return (
    <span className={classes.quiet} title={why} aria-label={why} role="img">
      –
    </span>
  );
}

export interface PhoneWords {
  readonly copy: (number: string) => string;
  readonly copied: (digits: string) => string;
}

export function usePhoneWords(): PhoneWords {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      copy: (number) => t(($) => $.customers.copyNumber, { number }),
      copied: (number) => t(($) => $.customers.copied, { number }),
    }),
    [t],
  );
}

/** Telephone numbers, each copied on click, digits only. Masked ones are only read. */
export function Phones({
  text,
  words,
  inGrid = false,
}: {
  text: string;
  words: PhoneWords;
  inGrid?: boolean;
}) {
  const numbers = text.split(/\s*[/;、,，；|]\s*/).filter((part) => part !== '');
  const copy = async (event: MouseEvent, number: string) => {
    event.stopPropagation();
    const digits = phoneDigits(number);
    await navigator.clipboard.writeText(digits);
    notifications.show({ id: 'copied', color: 'teal', autoClose: 2000, message: words.copied(digits) });
  };
  return (
    <span className={classes.phones} data-grid={inGrid || undefined}>
      {numbers.map((number, at) => {
        if (number.includes('*') || !/\d/.test(number)) return <span key={at}>{number}</span>;
        const label = words.copy(number);
        return (
          <button
            key={at}
            type="button"
            className={classes.phone}
            tabIndex={inGrid ? -1 : undefined}
            title={label}
            aria-label={label}
            onClick={(event) => void copy(event, number)}
          >
            {number}
          </button>
        );
      })}
    </span>
  );
}
