import type { ReactNode } from 'react';
import classes from './StateDot.module.css';

/** A state as a word with a small coloured dot: quiet in a long column. */
export function StateDot({
  tone,
  children,
}: {
  readonly tone: 'good' | 'due' | 'off';
  readonly children: ReactNode;
}) {
  return (
    <span className={classes.state} data-tone={tone}>
      {children}
    </span>
  );
}
