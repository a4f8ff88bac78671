import { Badge, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckedLine, CheckHit } from '#core/duplicates/duplicates.contract.ts';
import { mergeLimit } from '#core/merging/merging.contract.ts';
import classes from './duplicates.module.css';
import { useHitWords } from './use-hit-words.ts';

/** Lines drawn at first; more are asked for by a button. */
const step = 200;
const colors = { exact: 'red', similar: 'yellow', none: 'teal' } as const;

/** Each line with the customers that it may mean. */
export function CheckTable({
  lines,
  ask,
  onMerge,
}: {
  lines: readonly CheckedLine[];
  ask: (hit: CheckHit) => ReactNode;
  /** Merges what one line found; null where the person may not. */
  onMerge: ((ids: readonly number[]) => void) | null;
}) {
  const { t } = useTranslation();
  const [most, setMost] = useState(step);
  const words = useHitWords();
  if (lines.length === 0) return <Text c="dimmed">{t(($) => $.duplicates.noneShown)}</Text>;
  return (
    <>
      <ul className={classes.lines}>
        {lines.slice(0, most).map(({ text, result, hits }, at) => (
          <li key={`${at} ${text}`} className={classes.line}>
            <div className={classes.asked}>
              <span>{text}</span>
              <Badge size="sm" variant="light" color={colors[result]} c="var(--mantine-color-text)">
                {t(($) => $.duplicates.filters[result])}
              </Badge>
              {onMerge !== null && hits.length >= 2 ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => onMerge(hits.slice(0, mergeLimit).map(({ id }) => id))}
                >
                  {t(($) => $.duplicates.mergeHits, { count: Math.min(hits.length, mergeLimit) })}
                </Button>
              ) : null}
            </div>
            {hits.length === 0 ? null : (
              <ul className={classes.hits}>
                {hits.map((hit) => (
                  <li key={hit.id}>
                    <div className={classes.hit}>
                      <Link to="/customers/$id" params={{ id: String(hit.id) }} className={classes.name}>
                        {hit.name}
                      </Link>
                      <span className={classes.facts}>
                        {[hit.number, words.why(hit), words.owner(hit), words.status(hit), words.met(hit)]
                          .filter((part) => part !== '')
                          .map((part) => (
                            <span key={part}>{part}</span>
                          ))}
                      </span>
                    </div>
                    {hit.foreign ? ask(hit) : null}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {lines.length > most ? (
        <Button variant="default" mt="sm" onClick={() => setMost(most + step)}>
          {t(($) => $.duplicates.showMore, { count: lines.length - most })}
        </Button>
      ) : null}
    </>
  );
}
