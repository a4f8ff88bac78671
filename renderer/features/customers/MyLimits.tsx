import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../lib/session.ts';
import classes from './customer-list.module.css';
import { limitsQuery } from './queries.ts';

/** How much of the claim limits is used (spec §3.3); nothing where there are none. */
export function MyLimits() {
  const { t } = useTranslation();
  const claims = useCan('customers.claim');
  const { data } = useQuery(limitsQuery(claims));
  if (!data) return null;
  const { held, maxHeld, claimsToday, maxClaimsPerDay, coolDownDays } = data;
  const parts = [
    {
      key: 'held',
      full: maxHeld !== null && held >= maxHeld,
      text:
        maxHeld === null
          ? t(($) => $.customers.list.limitHeldOnly, { held })
          : t(($) => $.customers.list.limitHeld, { held, max: maxHeld }),
    },
    {
      key: 'today',
      full: maxClaimsPerDay !== null && claimsToday >= maxClaimsPerDay,
      text:
        maxClaimsPerDay === null
          ? t(($) => $.customers.list.limitTodayOnly, { claims: claimsToday })
          : t(($) => $.customers.list.limitToday, { claims: claimsToday, max: maxClaimsPerDay }),
    },
  ];
  const hint = [
    t(($) => $.customers.list.limitsHint),
    ...(coolDownDays === null ? [] : [t(($) => $.customers.list.coolDown, { days: coolDownDays })]),
  ];
  return (
    <Tooltip
      multiline
      maw={320}
      label={hint.map((line) => (
        <div key={line}>{line}</div>
      ))}
    >
      <span className={classes.limits}>
        {parts.map((part, at) => (
          <span key={part.key} className={part.full ? classes.full : undefined}>
            {at > 0 ? ' · ' : ''}
            {part.text}
          </span>
        ))}
      </span>
    </Tooltip>
  );
}
