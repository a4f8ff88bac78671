import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';

const ranges = ['all', 'selected', 'page'] as const;
export type Range = (typeof ranges)[number];

interface Ranged {
  /** The rows of the page in view, and those that are selected. */
  readonly page: readonly number[];
  readonly selected: readonly number[];
}

/** What of a list is printed: which range, and the ids it means; undefined: all that the list finds. */
export function useRange({
  page,
  selected,
}: Ranged): [Range, readonly number[] | undefined, (range: Range) => void] {
  const [range, setRange] = useState<Range>(selected.length > 0 ? 'selected' : 'all');
  return [range, range === 'selected' ? selected : range === 'page' ? page : undefined, setRange];
}

interface RangeSelectProps {
  readonly list: Ranged;
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

export function RangeSelect({ list: { page, selected }, range, onChange }: RangeSelectProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const possible = ranges.filter(
    (one) => one === 'all' || (one === 'selected' ? selected.length > 0 : page.length > 0),
  );
  return (
    <Select
      label={t(($) => $.printing.range)}
      allowDeselect={false}
      value={range}
      data={possible.map((value) => ({
        value,
        label: t(($) => $.printing.ranges[value], {
          figure: format.number(value === 'selected' ? selected.length : page.length),
        }),
      }))}
      onChange={(value) => onChange(possible.find((one) => one === value) ?? 'all')}
    />
  );
}
