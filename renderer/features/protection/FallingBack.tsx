import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { urgencyOf, useFallsBackWords } from '../../lib/falls-back.ts';
import { useFormat } from '../../lib/format.ts';
import shortList from '../../ui/short-list.module.css';
import classes from './protection.module.css';
import { protectionQueries } from './queries.ts';

/** One's own customers that fall back within a week; nothing where none does. */
export function FallingBack() {
  const { t } = useTranslation();
  const format = useFormat();
  const { when, why } = useFallsBackWords();
  const { data } = useQuery(protectionQueries.soon());
  if (data === undefined || data.count === 0) return null;
  const title = t(($) => $.protection.soon);
  return (
    <section className={shortList.list} aria-label={title}>
      <h2>
        {title} <span>{format.number(data.count)}</span>
      </h2>
      <ul>
        {data.rows.map(({ id, name, fallsBack }) => (
          <li key={id}>
            <div className={classes.request}>
              <Link className={classes.customer} to="/customers/$id" params={{ id: String(id) }}>
                {name}
              </Link>
              <span className={classes.why}>{why(fallsBack.rule, fallsBack.days)}</span>
            </div>
            <span className={classes.when} data-urgency={urgencyOf(fallsBack)}>
              {when(fallsBack)}
            </span>
          </li>
        ))}
      </ul>
      {data.count > data.rows.length ? <Link to="/mine">{t(($) => $.protection.soonAll)}</Link> : null}
    </section>
  );
}
