import { ActionIcon } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '#core/customers/customers.contract.ts';
import { regionLabel } from '#core/regions/index.ts';
import { useChoices } from '../../lib/choices.ts';
import { urgencyOf, useFallsBackWords } from '../../lib/falls-back.ts';
import { useNames } from '../../lib/names.ts';
import { askToLog } from '../../lib/to-log.ts';
import classes from './customer-list.module.css';
import marks from './marks.module.css';
import { LevelMark, Phones, StatusMark, usePhoneWords } from './marks.tsx';

/** A customer on a narrow screen: the whole card opens it, but for the number, which is called or copied, and the button to log. */
export function CustomerCard({ row }: { row: CustomerRow }) {
  const { t } = useTranslation();
  const { labelOf } = useChoices();
  const { nameOf } = useNames();
  const phoneWords = usePhoneWords();
  const { sentence } = useFallsBackWords();
  const place = row.regionCode ? regionLabel(row.regionCode) : '';
  return (
    <>
      <div className={classes.cardTop}>
        <Link to="/customers/$id" params={{ id: String(row.id) }} className={classes.cardName}>
          {row.name}
        </Link>
        {row.level ? (
          <LevelMark level={row.level} label={t(($) => $.customers.levels[row.level ?? 'none'])} />
        ) : null}
        {row.abilities.includes('log') ? (
          <ActionIcon
            size={36}
            variant="subtle"
            color="gray"
            className={classes.cardLog}
            aria-label={t(($) => $.customers.list.logOn, { name: row.name })}
            onClick={() => askToLog({ id: row.id, name: row.name })}
          >
            <IconNotes size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      <div className={classes.cardLine}>
        {row.status ? (
          <StatusMark status={row.status} label={t(($) => $.customers.statuses[row.status ?? 'potential'])} />
        ) : null}
        <span>{row.ownerId === null ? t(($) => $.customers.unclaimed) : nameOf(row.ownerId)}</span>
        {row.phone ? (
          <span className={classes.cardPhone}>
            <Phones text={row.phone} words={phoneWords} />
          </span>
        ) : null}
      </div>
      <div className={classes.cardLine}>
        <span className={classes.cardNumber}>{row.number}</span>
        {row.fallsBack === null || urgencyOf(row.fallsBack) === 'later' ? (
          <span>{[place, labelOf(row.industryId)].filter((part) => part !== '').join(' · ')}</span>
        ) : (
          // What falls back soon matters more than where it is; a card has three lines.
          <span className={marks.fallsBack} data-urgency={urgencyOf(row.fallsBack)}>
            {sentence(row.fallsBack)}
          </span>
        )}
      </div>
    </>
  );
}
