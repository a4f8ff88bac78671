import { Group, MultiSelect, NumberInput, Text, TextInput, type OptionsFilter } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Noun } from '#core/conditions/conditions.contract.ts';
import { myself, type QueryField } from '#core/conditions/fields.contract.ts';
import { useNames } from '../../lib/names.ts';
import { usePinyinMatch } from '../../lib/pinyin.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { RegionsSelect } from '../../ui/RegionsSelect.tsx';
import classes from './conditions.module.css';
import { shapeOf, type DraftField } from './draft.ts';
import type { ConditionFields, FieldChoice } from './use-fields.ts';

type Values = DraftField['values'];

interface ValueInputProps {
  readonly noun: Noun;
  readonly draft: DraftField;
  readonly field: QueryField;
  readonly fields: ConditionFields;
  readonly onChange: (values: Values) => void;
}

/** What a condition compares with: by the field's kind and the operator. */
export function ValueInput(props: ValueInputProps) {
  const { draft, field, onChange } = props;
  const { t } = useTranslation();
  const label = t(($) => $.conditions.value);
  const { values } = draft;
  switch (shapeOf(draft.op)) {
    case 'nothing':
      return null;
    case 'days':
      return (
        <Group gap={6} wrap="nowrap" className={classes.value}>
          <NumberInput
            aria-label={label}
            className={classes.days}
            min={1}
            max={36_500}
            allowDecimal={false}
            value={values[0] ?? ''}
            onChange={(next) => onChange(typeof next === 'number' ? [next] : [])}
          />
          <Text fz="sm" c="dimmed">
            {t(($) => $.conditions.daysAfter[draft.op === 'beforeLastDays' ? 'ago' : 'days'])}
          </Text>
        </Group>
      );
    case 'several':
      return <SeveralInput {...props} />;
    case 'two':
      return (
        <Group gap={6} wrap="nowrap" grow className={classes.value}>
          {([0, 1] as const).map((at) => (
            <OneInput
              key={at}
              {...props}
              label={t(($) => $.conditions[at === 0 ? 'from' : 'to'])}
              value={values[at]}
              onValue={(next) => {
                const pair: (string | number)[] = [values[0] ?? '', values[1] ?? ''];
                pair[at] = next ?? '';
                onChange(pair);
              }}
            />
          ))}
        </Group>
      );
    case 'one':
      return (
        <div className={classes.value}>
          <OneInput
            {...props}
            label={label}
            value={values[0]}
            onValue={(next) => onChange(next === null ? [] : [next])}
            key={field.kind}
          />
        </div>
      );
  }
}

interface OneInputProps extends Pick<ValueInputProps, 'field'> {
  readonly label: string;
  readonly value: string | number | undefined;
  readonly onValue: (value: string | number | null) => void;
}

function OneInput({ field: { kind }, label, value, onValue }: OneInputProps) {
  switch (kind) {
    case 'number':
    case 'money': {
      const unit = kind === 'money' ? 100 : 1;
      return (
        <NumberInput
          aria-label={label}
          hideControls
          thousandSeparator
          decimalScale={kind === 'money' ? 2 : 6}
          {...(kind === 'money' && { leftSection: '¥' })}
          value={typeof value === 'number' ? value / unit : ''}
          onChange={(next) => onValue(typeof next === 'number' ? Math.round(next * unit * 1e6) / 1e6 : null)}
        />
      );
    }
    case 'day':
    case 'instant':
      return (
        <DayInput
          aria-label={label}
          value={typeof value === 'string' ? value : ''}
          onChange={(day) => onValue(day === '' ? null : day)}
        />
      );
    default:
      return (
        <TextInput
          aria-label={label}
          maxLength={200}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      );
  }
}

function SeveralInput({ noun, draft, field, fields, onChange }: ValueInputProps) {
  const { t } = useTranslation();
  const { people } = useNames();
  const label = t(($) => $.conditions.value);
  if (field.kind === 'region') {
    return (
      <div className={classes.value}>
        <RegionsSelect
          aria-label={label}
          value={draft.values.filter((value) => typeof value === 'string')}
          onChange={onChange}
        />
      </div>
    );
  }
  const choices: readonly FieldChoice[] =
    field.kind === 'person'
      ? [
          { value: myself, label: t(($) => $.conditions.me) },
          ...people.map(({ id, name, active }) => ({
            value: id,
            label: active ? name : t(($) => $.common.leftPerson, { name }),
          })),
        ]
      : fields.choicesOf(noun, draft.field);
  return <ChoicesInput label={label} choices={choices} values={draft.values} onChange={onChange} />;
}

interface ChoicesInputProps {
  readonly label: string;
  readonly choices: readonly FieldChoice[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

function ChoicesInput({ label, choices, values, onChange }: ChoicesInputProps) {
  const { t } = useTranslation();
  const [active, setActive] = useState(false);
  const matches = usePinyinMatch(active);
  const byText = new Map(choices.map(({ value }) => [String(value), value]));
  const filter: OptionsFilter = ({ options, search, limit }) => {
    const flat = options.filter((option) => 'value' in option);
    const sought = search.trim();
    return (sought === '' ? flat : flat.filter((option) => matches(option.label, sought))).slice(0, limit);
  };
  return (
    <MultiSelect
      className={classes.value}
      aria-label={label}
      data={choices.map(({ value, label: text }) => ({ value: String(value), label: text }))}
      value={values.map(String)}
      onChange={(next) => onChange(next.flatMap((text) => byText.get(text) ?? []))}
      searchable={choices.length > 7}
      filter={filter}
      limit={100}
      nothingFoundMessage={t(($) => $.common.nothingFound)}
      onDropdownOpen={() => setActive(true)}
    />
  );
}
