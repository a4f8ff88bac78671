import { MultiSelect, type ComboboxItem, type MultiSelectProps, type OptionsFilter } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePinyinMatch } from '../lib/pinyin.ts';
import type { ChoiceOption } from './ChoiceSelect.tsx';

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
  const { t } = useTranslation();
  const [active, setActive] = useState(false);
  const matches = usePinyinMatch(active);
  const data = useMemo(
    () =>
      options.map((option) => ({
        value: String(option.value),
        label: option.label,
        disabled: option.disabled ?? false,
      })),
    [options],
  );
  const filter: OptionsFilter = ({ options: all, search, limit }) => {
    const query = search.trim();
    const flat = all.filter((item): item is ComboboxItem => 'value' in item);
    return (query === '' ? flat : flat.filter((item) => matches(item.label, query))).slice(0, limit);
  };
  return (
    <MultiSelect
      {...rest}
      data={data}
      value={(value ?? []).map(String)}
      onChange={(next) => onChange(next.map(Number))}
      searchable={options.length > 7}
      filter={filter}
      limit={100}
      nothingFoundMessage={t(($) => $.common.nothingFound)}
      onDropdownOpen={() => {
        setActive(true);
        onDropdownOpen?.();
      }}
    />
  );
}
