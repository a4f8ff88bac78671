import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamFigures as Figures } from '#core/tasks/tasks.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { TaskList } from './TaskList.tsx';
import classes from './tasks.module.css';

/** What the people below have overdue and due today; a click shows which. */
export function TeamFigures({ team }: { readonly team: readonly Figures[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const [open, setOpen] = useState<number | null>(null);
  const title = t(($) => $.interactions.today.team);
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        <span className={classes.teamWords} aria-hidden>
          <span>{t(($) => $.interactions.today.teamOverdue)}</span>
          <span>{t(($) => $.interactions.today.teamToday)}</span>
        </span>
      </div>
      <ul className={classes.team}>
        {team.map(({ personId, overdue, today }) => (
          <li key={personId}>
            <UnstyledButton
              className={classes.member}
              aria-expanded={open === personId}
              onClick={() => setOpen(open === personId ? null : personId)}
            >
              <IconChevronRight size={15} stroke={1.8} className={classes.chevron} aria-hidden />
              <span className={classes.memberName}>{nameOf(personId)}</span>
              <span
                className={classes.memberFigure}
                data-overdue={overdue > 0 || undefined}
                aria-label={`${t(($) => $.interactions.today.teamOverdue)} ${overdue}`}
              >
                {format.number(overdue)}
              </span>
              <span
                className={classes.memberFigure}
                aria-label={`${t(($) => $.interactions.today.teamToday)} ${today}`}
              >
                {format.number(today)}
              </span>
            </UnstyledButton>
            <Collapse expanded={open === personId}>
              {open === personId ? (
                <div className={classes.memberTasks}>
                  {overdue > 0 ? (
                    <TaskList
                      question={{ due: 'overdue', personId }}
                      across
                      label={t(($) => $.interactions.today.overdue)}
                    />
                  ) : null}
                  {today > 0 ? (
                    <TaskList
                      question={{ due: 'today', personId }}
                      across
                      label={t(($) => $.interactions.today.due)}
                    />
                  ) : null}
                </div>
              ) : null}
            </Collapse>
          </li>
        ))}
      </ul>
    </section>
  );
}
