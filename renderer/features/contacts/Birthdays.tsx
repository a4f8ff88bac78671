import { IconCake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import shortList from '../../ui/short-list.module.css';
import classes from './contacts.module.css';
import { birthdayWords } from './fields.ts';

/** Whose birthday comes this week among one's own customers' contacts; nothing where nobody's does. */
export function Birthdays() {
  const { t } = useTranslation();
  const { language, day } = useFormat();
  const { data } = useQuery(orpc.contacts.birthdays.queryOptions({ input: {} }));
  if (data === undefined || data.length === 0) return null;
  const title = t(($) => $.contacts.birthdays);
  return (
    <section className={shortList.list} aria-label={title}>
      <h2>
        <IconCake size={18} stroke={1.6} aria-hidden /> {title}
      </h2>
      <ul>
        {data.map(({ contactId, name, customerId, customerName, birthday, on }) => (
          <li key={contactId} className={classes.born}>
            <div>
              <strong>{name}</strong>
              <Link to="/customers/$id" params={{ id: String(customerId) }}>
                {customerName}
              </Link>
            </div>
            <span title={birthdayWords(birthday, language)}>
              {day(on)}
              {birthday.calendar === 'lunar'
                ? ` · ${birthdayWords({ ...birthday, year: null }, language)}`
                : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
