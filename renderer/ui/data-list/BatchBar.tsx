import { Button, CloseButton, Group, Loader, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import classes from './list-page.module.css';

export interface BatchAction {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly danger?: boolean;
  /** How many of the selected it will affect, as far as their rows are known. */
  readonly known: number;
  /** How many more it may affect: selected, but never seen. */
  readonly unknown: number;
  readonly run: () => void;
}

interface BatchBarProps {
  readonly selected: number;
  /** Matches of the present question; null while unknown. */
  readonly total: number | null;
  readonly more: boolean;
  readonly actions: readonly BatchAction[];
  readonly selecting: boolean;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

/** Stands in the toolbar's place while rows are selected: what can be done with them, and to how many. */
export function BatchBar(props: BatchBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { selected, total } = props;
  const figure = (action: BatchAction) =>
    action.unknown > 0
      ? t(($) => $.list.upTo, { count: action.known + action.unknown })
      : format.number(action.known);
  return (
    <Group className={classes.batch} role="toolbar" aria-label={t(($) => $.list.batch)} gap="xs">
      <CloseButton size="sm" aria-label={t(($) => $.list.clearSelection)} onClick={props.onClear} />
      <Text size="sm" fw={600} aria-live="polite">
        {t(($) => $.list.selected, { count: selected })}
      </Text>
      {total !== null && total > selected ? (
        <Button
          size="compact-sm"
          variant="transparent"
          disabled={props.selecting}
          onClick={props.onSelectAll}
        >
          {props.selecting ? <Loader size={12} mr={6} /> : null}
          {t(($) => $.list.selectAll, { figure: format.count({ count: total, more: props.more }) })}
        </Button>
      ) : null}
      <span className={classes.space} />
      {props.actions.map((action) => {
        const none = action.known + action.unknown === 0;
        return (
          <Button
            key={action.key}
            size="compact-md"
            variant="default"
            c={action.danger && !none ? 'red' : undefined}
            leftSection={action.icon}
            disabled={none}
            onClick={action.run}
          >
            {action.label}
            <span className={classes.figure}>{figure(action)}</span>
          </Button>
        );
      })}
    </Group>
  );
}
