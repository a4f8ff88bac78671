import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../lib/rpc.ts';

interface ParentPickerProps extends Omit<
  SelectProps,
  'data' | 'name' | 'value' | 'onChange' | 'defaultValue'
> {
  readonly value: number | null;
  /** The name of the present value: pickers never load the whole table. */
  readonly name: string | null;
  readonly exceptId: number | null;
  readonly onChange: (id: number | null, name: string | null) => void;
}

/** Picks another customer: the best few for what is typed. */
export function ParentPicker({ value, name, exceptId, onChange, ...rest }: ParentPickerProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 200);
  const wanted = typed !== '' && typed !== name;
  const { data } = useQuery(
    orpc.customers.quick.queryOptions({
      input: { search: typed, limit: 10 },
      enabled: wanted,
      placeholderData: keepPreviousData,
    }),
  );
  const found = new Map(
    (wanted ? (data ?? []) : []).filter((row) => row.id !== exceptId).map((row) => [row.id, row.name]),
  );
  if (value !== null) found.set(value, name ?? String(value));
  return (
    <Select
      {...rest}
      placeholder={t(($) => $.customers.form.parentPlaceholder)}
      data={[...found].map(([id, label]) => ({ value: String(id), label }))}
      value={value === null ? null : String(value)}
      onChange={(next) => {
        const id = next === null ? null : Number(next);
        onChange(id, id === null ? null : (found.get(id) ?? null));
      }}
      searchable
      clearable
      openOnFocus={false}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={wanted ? t(($) => $.customers.form.parentNone) : null}
    />
  );
}
