import { ActionIcon, Select, type OptionsFilter } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Noun } from '#core/conditions/conditions.contract.ts';
import { operatorsOf } from '#core/conditions/fields.contract.ts';
import { usePinyinMatch } from '../../lib/pinyin.ts';
import classes from './conditions.module.css';
import { newField, withOperator, type DraftField } from './draft.ts';
import type { ConditionFields } from './use-fields.ts';
import { ValueInput } from './ValueInput.tsx';

interface ConditionRowProps {
  readonly noun: Noun;
  readonly draft: DraftField;
  readonly fields: ConditionFields;
  readonly onChange: (draft: DraftField) => void;
  readonly onRemove: () => void;
}

/** One condition: field, operator, value. */
export function ConditionRow({ noun, draft, fields, onChange, onRemove }: ConditionRowProps) {
  const { t } = useTranslation();
  const field = fields.fieldOf(noun, draft.field);
  return (
    <div className={classes.row}>
      <FieldSelect
        noun={noun}
        value={draft.field}
        fields={fields}
        onChange={(key) => {
          const next = fields.fieldOf(noun, key);
          if (next !== null) onChange({ ...newField(key, next), id: draft.id });
        }}
      />
      {field === null ? null : (
        <>
          <Select
            className={classes.operator}
            aria-label={t(($) => $.conditions.operator)}
            allowDeselect={false}
            data={operatorsOf(field).map((op) => ({
              value: op,
              label: t(($) => $.conditions.operators[op]),
            }))}
            value={draft.op}
            onChange={(next) => {
              const op = operatorsOf(field).find((known) => known === next);
              if (op !== undefined) onChange(withOperator(draft, op));
            }}
          />
          <ValueInput
            noun={noun}
            draft={draft}
            field={field}
            fields={fields}
            onChange={(values) => onChange({ ...draft, values })}
          />
        </>
      )}
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        aria-label={t(($) => $.conditions.remove, { field: fields.labelOf(noun, draft.field) })}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}

interface FieldSelectProps extends Pick<ConditionRowProps, 'noun' | 'fields'> {
  readonly value: string;
  readonly onChange: (key: string) => void;
}

function FieldSelect({ noun, value, fields, onChange }: FieldSelectProps) {
  const { t } = useTranslation();
  const [active, setActive] = useState(false);
  const matches = usePinyinMatch(active);
  const filter: OptionsFilter = ({ options, search }) => {
    const sought = search.trim();
    if (sought === '') return options;
    return options
      .flatMap((option) => ('items' in option ? option.items : [option]))
      .filter((option) => matches(option.label, sought));
  };
  const groups = fields.offered(noun).map(({ custom, fields: named }) => ({
    group: t(($) => (custom ? $.conditions.groups.custom : $.conditions.groups[noun])),
    items: named.map(({ key, label }) => ({ value: key, label })),
  }));
  const known = groups.some(({ items }) => items.some((item) => item.value === value));
  return (
    <Select
      className={classes.field}
      aria-label={t(($) => $.conditions.field)}
      // A retired field stays where it is asked for.
      data={
        known
          ? groups
          : [...groups, { value, label: fields.labelOf(noun, value) || t(($) => $.conditions.gone) }]
      }
      value={value}
      onChange={(next) => {
        if (next !== null) onChange(next);
      }}
      allowDeselect={false}
      searchable
      filter={filter}
      nothingFoundMessage={t(($) => $.common.nothingFound)}
      onDropdownOpen={() => setActive(true)}
    />
  );
}
