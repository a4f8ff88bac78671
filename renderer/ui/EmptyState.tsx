import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** What would be here, and what to do first. */
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}

/** An empty page says what would be here and offers the first step. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon} aria-hidden="true">
        {icon}
      </span>
      <Text fw={600} c="var(--mantine-color-text)">
        {title}
      </Text>
      {text !== undefined && (
        <Text fz="sm" c="dimmed" maw="26rem">
          {text}
        </Text>
      )}
      {action !== undefined && <div style={{ marginTop: '0.5rem' }}>{action}</div>}
    </div>
  );
}
