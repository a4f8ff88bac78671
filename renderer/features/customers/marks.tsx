import { notifications } from '@mantine/notifications';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { phoneDigits } from '#core/customers/checks.ts';
import type { CustomerLevel, CustomerStatus } from '#core/customers/customers.contract.ts';
import { useChoices } from '../../lib/choices.ts';
import classes from './marks.module.css';

/** The status in its colour and in words: colour alone says nothing. */
export function StatusMark({ status }: { status: CustomerStatus }) {
  const { t } = useTranslation();
  return (
    <span className={classes.status} data-status={status}>
      {t(($) => $.customers.statuses[status])}
    </span>
  );
}

export function LevelMark({ level }: { level: CustomerLevel }) {
  const { t } = useTranslation();
  const label = t(($) => $.customers.levels[level]);
  return (
    <span className={classes.level} data-level={level} title={label} aria-label={label} role="img">
      {level}
    </span>
  );
}

export function TagMarks({ ids, wrap = false }: { ids: readonly number[]; wrap?: boolean }) {
  const { labelOf } = useChoices();
  if (ids.length === 0) return null;
  return (
    <span className={classes.tags} data-wrap={wrap || undefined} title={wrap ? undefined : ids.map(labelOf).join('、')}>
      {ids.map((id) => (
        <span key={id} className={classes.tag}>
          {labelOf(id)}
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

/** Telephone numbers, each copied on click, digits only. Masked ones are only read. */
export function Phones({ text, inGrid = false }: { text: string; inGrid?: boolean }) {
  const { t } = useTranslation();
  const numbers = text.split(/\s*[/;、,，；|]\s*/).filter((part) => part !== '');
  const copy = async (event: MouseEvent, digits: string) => {
    event.stopPropagation();
    await navigator.clipboard.writeText(digits);
    notifications.show({ id: 'copied', color: 'teal', autoClose: 2000, message: t(($) => $.customers.copied, { number: digits }) });
  };
  return (
    <span className={classes.phones}>
      {numbers.map((number, at) => {
        const digits = phoneDigits(number);
        if (digits === '' || number.includes('*')) return <span key={at}>{number}</span>;
        const label = t(($) => $.customers.copyNumber, { number });
        return (
          <button
            key={at}
            type="button"
            className={classes.phone}
            tabIndex={inGrid ? -1 : undefined}
            title={label}
            aria-label={label}
            onClick={(event) => void copy(event, digits)}
          >
            {number}
          </button>
        );
      })}
    </span>
  );
}
