import type { SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '#core/people/people.contract.ts';
import { useNames } from '../lib/names.ts';
import { ChoiceSelect } from './ChoiceSelect.tsx';

interface PersonSelectProps extends Omit<
  SelectProps,
  'data' | 'value' | 'defaultValue' | 'onChange' | 'filter' | 'searchable' | 'renderOption'
> {
  readonly value?: number | null;
  readonly onChange: (value: number | null) => void;
  /** Who is offered; active people when left out. The present value stays on offer. */
  readonly only?: (person: PersonName) => boolean;
}

const isActive = (person: PersonName): boolean => person.active;

/** Picks a colleague by name, pinyin or initials; the department is shown to tell people of one name apart. */
export function PersonSelect({ value, only = isActive, ...rest }: PersonSelectProps) {
  const { t } = useTranslation();
  const { people } = useNames();
  const options = useMemo(
    () =>
      people
        .filter((person) => person.id === value || only(person))
        .map((person) => {
          const name = person.department === null ? person.name : `${person.name} · ${person.department}`;
          return { value: person.id, label: person.active ? name : t(($) => $.common.leftPerson, { name }) };
        }),
    [only, people, t, value],
  );
  return <ChoiceSelect {...rest} options={options} value={value ?? null} />;
}
