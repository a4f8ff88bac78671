import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './list-page.module.css';

interface ReadingPaneProps {
  readonly label: string;
  /** Where the shown record stands in the list, from 1; null when unknown. */
  readonly position: string | null;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onOpen: (() => void) | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The selected record beside its list; previous and next keep the list's order. */
export function ReadingPane(props: ReadingPaneProps) {
  const { t } = useTranslation();
  const buttons = [
    { label: t(($) => $.list.previous), icon: IconChevronUp, run: props.onPrevious },
    { label: t(($) => $.list.next), icon: IconChevronDown, run: props.onNext },
    { label: t(($) => $.list.openPage), icon: IconArrowsDiagonal, run: props.onOpen },
    { label: t(($) => $.list.closePane), icon: IconX, run: props.onClose },
  ];
  return (
    <aside className={classes.pane} aria-label={props.label}>
      <div className={classes.paneHead}>
        <Text size="xs" c="var(--kc-dim)" flex={1} pl={6} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {props.position}
        </Text>
        {buttons.map(({ label, icon: Icon, run }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={label}
              disabled={run === null}
              onClick={() => run?.()}
            >
              <Icon size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <div className={classes.paneBody} tabIndex={0} role="region" aria-label={props.label}>
        {props.children}
      </div>
    </aside>
  );
}
