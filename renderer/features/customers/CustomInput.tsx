import { Input, NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  customNumberLimits,
  type CustomField,
  type CustomValue,
} from '#core/custom-fields/custom-fields.contract.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { ChoicesSelect } from '../../ui/ChoicesSelect.tsx';
import { DayInput } from '../../ui/DayInput.tsx';
import classes from './customer-form.module.css';
import type { CustomerForm } from './use-customer-form.ts';

interface CustomInputProps {
  readonly field: CustomField;
  readonly customer: CustomerForm;
}

const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** The input of a custom field, as its kind asks. */
export function CustomInput({ field, customer }: CustomInputProps) {
  const { t } = useTranslation();
  const { form, leave } = customer;
  const path = `custom.${field.id}`;
  const value = form.values.custom[field.id] ?? null;
  const set = (next: CustomValue | null) => form.setFieldValue(path, next);
  const error = form.errors[path];
  const common = {
    label: field.label,
    description: field.hint ?? undefined,
    withAsterisk: field.required,
    inputWrapperOrder: below,
    error,
    'data-path': path,
    onBlur: () => leave(path),
  };
  switch (field.kind) {
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={8}
          autoComplete="off"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case 'number':
    case 'money': {
      const money = field.kind === 'money';
      const shown = typeof value === 'number' ? (money ? value / 100 : value) : '';
      return (
        <NumberInput
          {...common}
          className={classes.amount}
          hideControls
          thousandSeparator=","
          decimalScale={money ? 2 : customNumberLimits.decimals}
          max={customNumberLimits.largest}
          min={-customNumberLimits.largest}
          clampBehavior="none"
          leftSection={money ? '¥' : undefined}
          autoComplete="off"
          value={typeof value === 'string' ? value : shown}
          onChange={(next) =>
            set(next === '' ? null : money && typeof next === 'number' ? Math.round(next * 100) : next)
          }
        />
      );
    }
    case 'date':
      return (
        <DayInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(day) => set(day || null)}
        />
      );
    case 'choice': {
      const kept = typeof value === 'number' ? value : null;
      return (
        <ChoiceSelect
          {...common}
          placeholder={t(($) => $.customers.form.choose)}
          clearable={!field.required}
          openOnFocus={false}
          options={optionsOf(field, (id) => id === kept)}
          value={kept}
          onChange={set}
        />
      );
    }
    case 'choices': {
      const kept = Array.isArray(value) ? value : [];
      return (
        <ChoicesSelect
          {...common}
          placeholder={kept.length === 0 ? t(($) => $.customers.form.choose) : undefined}
          clearable
          openOnFocus={false}
          options={optionsOf(field, (id) => kept.includes(id))}
          value={kept}
          onChange={set}
        />
      );
    }
    case 'yesNo':
      return (
        <Input.Wrapper
          label={field.label}
          description={common.description}
          withAsterisk={field.required}
          inputWrapperOrder={below}
          error={error}
          labelElement="div"
        >
          <SegmentedControl
            fullWidth
            size="sm"
            aria-label={field.label}
            data-path={path}
            value={value === true ? 'yes' : value === false ? 'no' : 'unset'}
            onChange={(next) => set(next === 'unset' ? null : next === 'yes')}
            data={[
              { value: 'unset', label: t(($) => $.customFields.unset) },
              { value: 'yes', label: t(($) => $.common.yes) },
              { value: 'no', label: t(($) => $.common.no) },
            ]}
          />
        </Input.Wrapper>
      );
  }
}

/** What is on offer, and retired ones that the customer has. */
function optionsOf(field: CustomField, kept: (id: number) => boolean) {
  return field.options
    .filter(({ id, retired }) => !retired || kept(id))
    .map(({ id, label }) => ({ value: id, label }));
}
