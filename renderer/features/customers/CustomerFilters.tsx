import { Chip, Group, Input, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { customerLevels, customerStatuses, customerTypes } from '#core/customers/customers.contract.ts';
import { useChoices } from '../../lib/choices.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { ChoicesSelect } from '../../ui/ChoicesSelect.tsx';
import type { Chip as FilterChip } from '../../ui/data-list/FilterChips.tsx';
import { DayInput } from '../../ui/DayInput.tsx';
import { compact, type Filters, type View } from './list-state.ts';
import { RegionsSelect } from '../../ui/RegionsSelect.tsx';
import { regionLabel } from '#core/regions/index.ts';

interface CustomerFiltersProps {
  readonly view: View;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** Every filter of a customer list; each holds as soon as it is set. */
export function CustomerFilters({ view, filters, onChange }: CustomerFiltersProps) {
  const { t } = useTranslation();
  const choices = useChoices();
  const { people } = useNames();
  const set = (part: Filters) => onChange(compact({ ...filters, ...part }));
  const some = <T,>(list: readonly T[]) => (list.length > 0 ? [...list] : undefined);
  const options = (kind: 'industry' | 'source' | 'tag') =>
    choices.ofKind(kind, true).map((choice) => ({ value: choice.id, label: choice.label }));
  const any = t(($) => $.customers.list.filterPlaceholder);
  const pickers = [
    { key: 'industryIds', label: t(($) => $.customers.fields.industryId), options: options('industry') },
    { key: 'sourceIds', label: t(($) => $.customers.fields.sourceId), options: options('source') },
    { key: 'tagIds', label: t(($) => $.customers.fields.tagIds), options: options('tag') },
  ] as const;
  return (
    <Stack gap="sm">
      <Input.Wrapper label={t(($) => $.customers.fields.status)} labelElement="div">
        <Chip.Group
          multiple
          value={filters.statuses ?? []}
          onChange={(value) => set({ statuses: some(customerStatuses.filter((one) => value.includes(one))) })}
        >
          <Group gap={6} mt={4}>
            {customerStatuses.map((status) => (
              <Chip key={status} size="xs" radius="sm" value={status}>
                {t(($) => $.customers.statuses[status])}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Input.Wrapper label={t(($) => $.customers.fields.level)} labelElement="div">
        <Chip.Group
          multiple
          value={filters.levels ?? []}
          onChange={(value) => set({ levels: some(customerLevels.filter((one) => value.includes(one))) })}
        >
          <Group gap={6} mt={4}>
            {customerLevels.map((level) => (
              <Chip key={level} size="xs" radius="sm" value={level}>
                {t(($) => $.customers.levels[level])}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Input.Wrapper label={t(($) => $.customers.fields.type)} labelElement="div">
        <Group gap={6} mt={4}>
          {customerTypes.map((type) => (
            <Chip
              key={type}
              size="xs"
              radius="sm"
              checked={filters.type === type}
              onChange={(on) => set({ type: on ? type : undefined })}
            >
              {t(($) => $.customers.types[type])}
            </Chip>
          ))}
        </Group>
      </Input.Wrapper>
      {view === 'pool' ? (
        <ChoicesSelect
          label={t(($) => $.customers.fields.owner)}
          placeholder={filters.ownerIds ? undefined : any}
          clearable
          options={people.map((person) => ({
            value: person.id,
            label: person.active ? person.name : t(($) => $.common.leftPerson, { name: person.name }),
          }))}
          value={filters.ownerIds ?? []}
          onChange={(value) => set({ ownerIds: some(value) })}
        />
      ) : null}
      <RegionsSelect
        label={t(($) => $.customers.fields.regionCode)}
        placeholder={filters.regionCodes ? undefined : any}
        value={filters.regionCodes ?? []}
        onChange={(value) => set({ regionCodes: some(value) })}
      />
      {pickers.map((picker) => (
        <ChoicesSelect
          key={picker.key}
          label={picker.label}
          placeholder={filters[picker.key] ? undefined : any}
          clearable
          options={picker.options}
          value={filters[picker.key] ?? []}
          onChange={(value) => set({ [picker.key]: some(value) })}
        />
      ))}
      <Input.Wrapper label={t(($) => $.customers.list.createdRange)} labelElement="div">
        <Group gap={6} wrap="nowrap" grow>
          <DayInput
            aria-label={`${t(($) => $.customers.list.createdRange)} ${t(($) => $.customers.list.from)}`}
            {...(filters.createdTo ? { maxDate: filters.createdTo } : {})}
            value={filters.createdFrom ?? ''}
            onChange={(day) => set({ createdFrom: day || undefined })}
          />
          <DayInput
            aria-label={`${t(($) => $.customers.list.createdRange)} ${t(($) => $.customers.list.to)}`}
            {...(filters.createdFrom ? { minDate: filters.createdFrom } : {})}
            value={filters.createdTo ?? ''}
            onChange={(day) => set({ createdTo: day || undefined })}
          />
        </Group>
      </Input.Wrapper>
    </Stack>
  );
}

/** The filters that hold, in words. */
export function useFilterChips(filters: Filters, onChange: (filters: Filters) => void): FilterChip[] {
  const { t } = useTranslation();
  const { labelOf } = useChoices();
  const { nameOf } = useNames();
  const chips: FilterChip[] = [];
  const add = (key: keyof Filters, label: string, value: string) => {
    chips.push({ key, label, value, remove: () => onChange(compact({ ...filters, [key]: undefined })) });
  };
  const { list } = useFormat();
  const {
    type,
    statuses,
    levels,
    ownerIds,
    regionCodes,
    industryIds,
    sourceIds,
    tagIds,
    createdFrom,
    createdTo,
  } = filters;
  if (statuses)
    add(
      'statuses',
      t(($) => $.customers.fields.status),
      list(statuses.map((one) => t(($) => $.customers.statuses[one]))),
    );
  if (levels)
    add(
      'levels',
      t(($) => $.customers.fields.level),
      list(levels),
    );
  if (type)
    add(
      'type',
      t(($) => $.customers.fields.type),
      t(($) => $.customers.types[type]),
    );
  if (ownerIds)
    add(
      'ownerIds',
      t(($) => $.customers.fields.owner),
      list(ownerIds.map(nameOf)),
    );
  if (regionCodes)
    add(
      'regionCodes',
      t(($) => $.customers.fields.regionCode),
      list(regionCodes.map((code) => regionLabel(code) || code)),
    );
  if (industryIds)
    add(
      'industryIds',
      t(($) => $.customers.fields.industryId),
      list(industryIds.map(labelOf)),
    );
  if (sourceIds)
    add(
      'sourceIds',
      t(($) => $.customers.fields.sourceId),
      list(sourceIds.map(labelOf)),
    );
  if (tagIds)
    add(
      'tagIds',
      t(($) => $.customers.fields.tagIds),
      list(tagIds.map(labelOf)),
    );
  const created = t(($) => $.customers.list.createdRange);
  if (createdFrom)
    add(
      'createdFrom',
      created,
      t(($) => $.customers.list.dateFrom, { day: createdFrom }),
    );
  if (createdTo)
    add(
      'createdTo',
      created,
      t(($) => $.customers.list.dateTo, { day: createdTo }),
    );
  return chips;
}
