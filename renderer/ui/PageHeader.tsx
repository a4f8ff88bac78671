import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import classes from './page.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Figure behind the title, already formatted. */
  readonly count?: ReactNode;
  readonly description?: ReactNode;
  /** Buttons at the right; the primary one last. */
  readonly actions?: ReactNode;
}

/** Head of every page: the one h1, the figure, what can be done. Also names the window. */
export function PageHeader({ title, count, description, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · 客池 Kechi`;
  }, [title]);
  return (
    <header className={classes.header}>
      <div className={classes.headText}>
        <Group gap="xs" wrap="nowrap" align="baseline">
          <Title order={1}>{title}</Title>
          {count !== undefined && (
            <Text component="span" c="dimmed" fz="md">
              {count}
            </Text>
          )}
        </Group>
        {description !== undefined && (
          <Text c="dimmed" fz="sm" maw="46rem">
            {description}
          </Text>
        )}
      </div>
      {actions !== undefined && (
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      )}
    </header>
  );
}
