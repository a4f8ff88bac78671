import type { ComboboxItem, OptionsFilter } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePinyinMatch } from '../lib/pinyin.ts';

export interface ChoiceOption {
  readonly value: number;
  readonly label: string;
  readonly disabled?: boolean;
}

/** So many entries are shown at once; a search finds the others. */
const shown = 100;
/** A longer list can be searched. */
const overseen = 7;

/** What a field with a list of choices needs: entries, and a search for them as written, by pinyin and by initials. */
export function useChoiceList(options: readonly ChoiceOption[], onDropdownOpen: (() => void) | undefined) {
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
  return {
    data,
    filter,
    limit: shown,
    searchable: options.length > overseen,
    nothingFoundMessage: t(($) => $.common.nothingFound),
    onDropdownOpen: () => {
      setActive(true);
      onDropdownOpen?.();
    },
  };
}
