import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { provinces, regionLabel, searchRegions } from '#core/regions/index.ts';

interface RegionsSelectProps extends Pick<MultiSelectProps, 'label' | 'aria-label' | 'placeholder'> {
  readonly value: readonly string[];
  readonly onChange: (codes: string[]) => void;
}

/** Picks several regions of any level; the provinces are on offer, the rest is searched by name or initials. */
export function RegionsSelect({ value, onChange, ...rest }: RegionsSelectProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const data = useMemo(() => {
    const found = search.trim() === '' ? provinces() : searchRegions(search, 30);
    const options = new Map(found.map(({ code }) => [code, regionLabel(code)]));
    for (const code of value) options.set(code, regionLabel(code) || code);
    return [...options].map(([code, name]) => ({ value: code, label: name }));
  }, [search, value]);
  return (
    <MultiSelect
      {...rest}
      data={data}
      value={[...value]}
      onChange={onChange}
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={t(($) => $.customers.form.regionNone)}
    />
  );
}
