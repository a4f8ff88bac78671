import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './list-page.module.css';

export interface Chip {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly remove: () => void;
}

/** The filters that hold now, each removable. */
export function FilterChips({ chips, onClear }: { chips: readonly Chip[]; onClear: () => void }) {
  const { t } = useTranslation();
  if (chips.length === 0) return null;
  return (
    <div className={classes.chips} role="group" aria-label={t(($) => $.list.filters)}>
      {chips.map((chip) => (
        <span key={chip.key} className={classes.chip}>
          <span className={classes.chipLabel}>{chip.label}</span>
          <span className={classes.chipValue} title={chip.value}>
            {chip.value}
          </span>
          <CloseButton
            size={18}
            iconSize={12}
            aria-label={t(($) => $.list.removeFilter, { filter: `${chip.label} ${chip.value}` })}
            onClick={chip.remove}
          />
        </span>
      ))}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onClear}>
        {t(($) => $.list.clearFilters)}
      </Button>
    </div>
  );
}
