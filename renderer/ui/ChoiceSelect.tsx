import { Select, type SelectProps } from '@mantine/core';
import { useChoiceList, type ChoiceOption } from './use-choice-list.ts';

interface ChoiceSelectProps extends Omit<
  SelectProps,
  'data' | 'value' | 'defaultValue' | 'onChange' | 'filter' | 'searchable' | 'renderOption'
> {
  readonly options: readonly ChoiceOption[];
  readonly value?: number | null;
  readonly onChange: (value: number | null) => void;
}

/** Picks one entry of a list; more than seven entries can be searched, as written, by pinyin and by initials. */
export function ChoiceSelect({ options, value, onChange, onDropdownOpen, ...rest }: ChoiceSelectProps) {
  const list = useChoiceList(options, onDropdownOpen);
  return (
    <Select
      {...rest}
      {...list}
      value={value === null || value === undefined ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      allowDeselect={rest.clearable === true}
    />
  );
}
