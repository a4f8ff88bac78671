import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loggedEntities, type Operation } from '#core/operations/operations.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import classes from './operations.module.css';

export type ChangeWords = (field: string, value: unknown) => string;

interface OperationLineProps {
  readonly operation: Operation;
  /** Names and values of the fields of what the line is about. */
  readonly words: { readonly label: (field: string) => string; readonly value: ChangeWords };
}

/** One line: who did what to which record, when and at which PC; before and after behind it. */
export function OperationLine({ operation, words }: OperationLineProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const [open, setOpen] = useState(false);
  const { action, changes, customerId, personId } = operation;
  const entity = loggedEntities.find((known) => known === operation.entity) ?? 'office';
  const known = i18n.exists(`operations.actions.${action}`);
  const verb = known
    ? t(($) => $.operations.actions[action as keyof typeof $.operations.actions])
    : t(($) => $.operations.actions.updated);
  const nothing = t(($) => $.operations.nothing);
  const shown = changes.filter(
    ({ field, before, after }) => words.value(field, before) !== '' || words.value(field, after) !== '',
  );
  const more = shown.length > 0 || operation.hidden;
  // Signing in says by itself what it is about.
  const what = entity === 'session' ? '' : `${t(($) => $.operations.entities[entity])} `;
  return (
    <li className={classes.line}>
      <div className={classes.head}>
        <UnstyledButton
          className={classes.fold}
          disabled={!more}
          aria-expanded={open}
          aria-label={t(($) => (open ? $.operations.hideChanges : $.operations.showChanges))}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight
            size={16}
            stroke={1.6}
            data-open={open || undefined}
            data-none={!more || undefined}
          />
        </UnstyledButton>
        <time dateTime={operation.at} className={classes.when}>
          {format.full(operation.at)}
        </time>
        <span className={classes.who}>
          {personId === null ? t(($) => $.operations.program) : nameOf(personId)}
        </span>
        <span className={classes.what}>
          {verb} <span className={classes.entity}>{what}</span>
          {customerId === null ? (
            operation.name
          ) : (
            <Link to="/customers/$id" params={{ id: String(customerId) }} className={classes.record}>
              {operation.name}
            </Link>
          )}
          {operation.reason === null ? null : (
            <span className={classes.reason}>
              {t(($) => $.operations.reason, { reason: operation.reason })}
            </span>
          )}
        </span>
        <span className={classes.device}>{operation.device}</span>
      </div>
      {open ? (
        <div className={classes.changes}>
          {operation.hidden ? <p className={classes.hidden}>{t(($) => $.operations.hidden)}</p> : null}
          <dl>
            {shown.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{words.label(field)}</dt>
                <dd>
                  {before === null ? null : (
                    <>
                      <del>{words.value(field, before) || nothing}</del>
                      <span aria-hidden> → </span>
                    </>
                  )}
                  <ins>
                    {after === null && before !== null ? nothing : words.value(field, after) || nothing}
                  </ins>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ) : null}
    </li>
  );
}
