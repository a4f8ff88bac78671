import { Select, type ComboboxItem, type OptionsFilter, type SelectProps } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePinyinMatch } from '../lib/pinyin.ts';

export interface ChoiceOption {
  readonly value: number;
  readonly label: string;
  readonly disabled?: boolean;
}

interface ChoiceSelectProps extends Omit<
  SelectProps,
  'data' | 'value' | 'defaultValue' | 'onChange' | 'filter' | 'searchable' | 'renderOption'
> {
  readonly options: readonly ChoiceOption[];
  readonly value?: number | null;
  readonly onChange: (value: number | null) => void;
}

const SHOWN = 100;

/** Picks one entry of a list; more than seven entries can be searched, as written, by pinyin and by initials. */
export function ChoiceSelect({ options, value, onChange, onDropdownOpen, ...rest }: ChoiceSelectProps) {
  const { t } = useTranslation();
  const [active, setActive] = useState(false);
  const matches = usePinyinMatch(active);
  const searchable = options.length > 7;
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
    <Select
      {...rest}
      data={data}
      value={value === null || value === undefined ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      allowDeselect={rest.clearable === true}
      searchable={searchable}
      filter={filter}
      limit={SHOWN}
      nothingFoundMessage={t(($) => $.common.nothingFound)}
      onDropdownOpen={() => {
        setActive(true);
        onDropdownOpen?.();
      }}
    />
  );
}
