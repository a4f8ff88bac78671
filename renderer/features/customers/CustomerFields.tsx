import { SegmentedControl, Select, Input, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChoiceKind } from '#core/choices/choices.contract.ts';
import { fieldSentence } from '#core/i18n/sentence.ts';
import {
  customerLevels,
  customerStatuses,
  customerTypes,
  maxLength,
} from '#core/customers/customers.contract.ts';
import { codePoints } from '#core/shared/text.ts';
import { useChoices } from '../../lib/choices.ts';
import { useCustomFields } from '../../lib/custom-fields.ts';
import { useFormat } from '../../lib/format.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { ChoicesSelect } from '../../ui/ChoicesSelect.tsx';
import layout from '../../ui/record-form/fields.module.css';
import classes from './customer-form.module.css';
import { CustomInput } from './CustomInput.tsx';
import { DuplicatePanel } from './DuplicatePanel.tsx';
import { DayInput } from '../../ui/DayInput.tsx';
import { fieldLabel } from './fields.ts';
import type { TextField } from './form-values.ts';
import { ParentPicker } from './ParentPicker.tsx';
import { RegionPicker } from './RegionPicker.tsx';
import type { CustomerForm } from './use-customer-form.ts';

interface CustomerFieldsProps {
  readonly customer: CustomerForm;
  readonly id: number | null;
  readonly mayOverride: boolean;
}

const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** The fields of a customer in their sections. */
export function CustomerFields({ customer, id, mayOverride }: CustomerFieldsProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const choices = useChoices();
  const { fields: own } = useCustomFields();
  const { form, warnings, leave } = customer;
  const { values } = form;

  const text = (field: TextField) => {
    const warning = warnings[field];
    return {
      ...form.getInputProps(field),
      label: fieldLabel(t, field),
      onBlur: () => leave(field),
      inputWrapperOrder: below,
      autoComplete: 'off',
      description: warning ? (
        <span className={layout.warning}>{fieldSentence({ code: warning }, language)}</span>
      ) : undefined,
    };
  };
  const choice = (
    field: 'industryId' | 'sourceId' | 'legalFormId' | 'sizeId',
    kind: ChoiceKind,
    required: boolean,
  ) => {
    const kept = values[field];
    const options = choices.ofKind(kind, true).filter((one) => !one.retired || one.id === kept);
    return {
      ...form.getInputProps(field),
      label: fieldLabel(t, field),
      placeholder: t(($) => $.customers.form.choose),
      options: options.map((one) => ({ value: one.id, label: one.label })),
      value: kept,
      onChange: (value: number | null) => form.setFieldValue(field, value),
      onBlur: () => leave(field),
      withAsterisk: required,
      clearable: !required,
      // Passing through with Tab must not unfold every list.
      openOnFocus: false,
    };
  };
  const tags = choices.ofKind('tag', true).filter((one) => !one.retired || values.tagIds.includes(one.id));
  return (
    <>
      <Section title={t(($) => $.customers.form.basics)}>
        <div className={layout.whole}>
          {/* The drawer minds the first form in it, the attribute the next one after Ctrl+Enter. */}
          <TextInput
            {...text('name')}
            withAsterisk
            autoFocus={id === null}
            data-autofocus={id === null || undefined}
          />
          <DuplicatePanel
            duplicates={customer.duplicates}
            panel={customer.duplicatePanel}
            mayOverride={mayOverride}
          />
        </div>
        <TextInput {...text('shortName')} />
        <Input.Wrapper label={fieldLabel(t, 'type')} withAsterisk labelElement="div">
          <SegmentedControl
            fullWidth
            size="sm"
            aria-label={fieldLabel(t, 'type')}
            value={values.type}
            onChange={(value) => form.setFieldValue('type', value)}
            data={customerTypes.map((type) => ({ value: type, label: t(($) => $.customers.types[type]) }))}
          />
        </Input.Wrapper>
        <ChoiceSelect {...choice('industryId', 'industry', true)} />
        <ChoiceSelect {...choice('sourceId', 'source', true)} />
        <Select
          {...form.getInputProps('status')}
          label={fieldLabel(t, 'status')}
          allowDeselect={false}
          openOnFocus={false}
          data={customerStatuses.map((status) => ({
            value: status,
            label: t(($) => $.customers.statuses[status]),
          }))}
        />
        <Select
          {...form.getInputProps('level')}
          label={fieldLabel(t, 'level')}
          placeholder={t(($) => $.customers.levels.none)}
          clearable
          openOnFocus={false}
          data={customerLevels.map((level) => ({ value: level, label: t(($) => $.customers.levels[level]) }))}
        />
        <RegionPicker
          {...form.getInputProps('regionCode')}
          label={fieldLabel(t, 'regionCode')}
          value={values.regionCode}
          onChange={(code) => form.setFieldValue('regionCode', code)}
        />
        <ChoicesSelect
          {...form.getInputProps('tagIds')}
          label={fieldLabel(t, 'tagIds')}
          placeholder={values.tagIds.length === 0 ? t(($) => $.customers.form.choose) : undefined}
          clearable
          openOnFocus={false}
          options={tags.map((one) => ({ value: one.id, label: one.label }))}
          value={values.tagIds}
          onChange={(value) => form.setFieldValue('tagIds', value)}
        />
      </Section>
      <Section title={t(($) => $.customers.form.contact)}>
        <TextInput {...text('phone')} inputMode="tel" />
        <TextInput {...text('email')} inputMode="email" />
        <TextInput {...text('website')} inputMode="url" />
        <TextInput {...text('fax')} inputMode="tel" />
        <div className={layout.whole}>
          <TextInput {...text('address')} />
        </div>
        <TextInput {...text('postcode')} inputMode="numeric" />
      </Section>
      <Section title={t(($) => $.customers.form.invoice)}>
        <div className={layout.whole}>
          <TextInput {...text('taxNumber')} className={classes.code} />
        </div>
        <TextInput {...text('bank')} />
        <TextInput {...text('bankAccount')} inputMode="numeric" />
      </Section>
      <Section title={t(($) => $.customers.form.more)}>
        {own.map((field) => (
          <div key={field.id} className={field.kind === 'text' ? layout.whole : undefined}>
            <CustomInput field={field} customer={customer} />
          </div>
        ))}
        <ChoiceSelect {...choice('legalFormId', 'legalForm', false)} />
        <ChoiceSelect {...choice('sizeId', 'size', false)} />
        <TextInput
          {...form.getInputProps('revenueFen')}
          label={fieldLabel(t, 'revenueFen')}
          placeholder={t(($) => $.customers.form.revenuePlaceholder)}
          inputMode="decimal"
          autoComplete="off"
          leftSection="¥"
          className={classes.amount}
          onBlur={() => leave('revenueFen')}
        />
        <DayInput
          {...form.getInputProps('foundedOn')}
          label={fieldLabel(t, 'foundedOn')}
          value={values.foundedOn}
          onChange={(day) => form.setFieldValue('foundedOn', day)}
          onBlur={() => leave('foundedOn')}
        />
        <div className={layout.whole}>
          <ParentPicker
            label={fieldLabel(t, 'parentId')}
            error={form.errors['parentId']}
            data-path="parentId"
            value={values.parentId}
            name={values.parentName}
            exceptId={id}
            onChange={(parentId, parentName) => {
              form.setValues({ parentId, parentName });
              form.clearFieldError('parentId');
            }}
          />
        </div>
        <div className={layout.whole}>
          <Textarea
            {...text('remark')}
            autosize
            minRows={2}
            maxRows={12}
            description={
              values.remark.length > maxLength.remark * 0.9
                ? t(($) => $.customers.form.remarkCount, {
                    count: codePoints(values.remark),
                    max: maxLength.remark,
                  })
                : undefined
            }
          />
        </div>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={layout.section}>
      <legend className={layout.legend}>{title}</legend>
      <div className={layout.grid}>{children}</div>
    </fieldset>
  );
}
