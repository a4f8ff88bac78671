import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useChoiceList, type ChoiceOption } from './use-choice-list.ts';

interface ChoicesSelectProps extends Omit<
  MultiSelectProps,
  'data' | 'value' | 'defaultValue' | 'onChange' | 'filter' | 'searchable' | 'renderOption'
> {
  readonly options: readonly ChoiceOption[];
  readonly value?: readonly number[];
  readonly onChange: (value: number[]) => void;
}

/** Picks several entries of a list, such as tags or roles; searched like ChoiceSelect. */
export function ChoicesSelect({ options, value, onChange, onDropdownOpen, ...rest }: ChoicesSelectProps) {
  const list = useChoiceList(options, onDropdownOpen);
  return (
    <MultiSelect
      {...rest}
      {...list}
      value={(value ?? []).map(String)}
      onChange={(next) => onChange(next.map(Number))}
    />
  );
}
