import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** What would be here, and what to do first. */
  readonly text?: ReactNode;
  readonly action?: ReactNode;
  /** It is the whole page: its title is the page's heading. */
  readonly page?: boolean;
}

/** An empty page says what would be here and offers the first step. */
export function EmptyState({ icon, title, text, action, page = false }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon} aria-hidden="true">
        {icon}
      </span>
      <Text component={page ? 'h1' : 'p'} fw={600} fz="md" m={0} c="var(--mantine-color-text)">
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
