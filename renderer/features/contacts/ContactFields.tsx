import { Checkbox, Input, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionRoles, genders } from '#core/contacts/contacts.contract.ts';
import { BirthdayInput } from './BirthdayInput.tsx';
import layout from '../../ui/record-form/fields.module.css';
import { fieldLabel } from './fields.ts';
import type { TextField } from './form-values.ts';
import type { ContactForm } from './use-contact-form.ts';
import { WaysInput } from './WaysInput.tsx';

interface ContactFieldsProps {
  readonly contact: ContactForm;
  readonly isNew: boolean;
}

/** The fields of a contact in their sections. */
export function ContactFields({ contact, isNew }: ContactFieldsProps) {
  const { t } = useTranslation();
  const { form, leave } = contact;
  const { values } = form;
  const text = (field: TextField) => ({
    ...form.getInputProps(field),
    label: fieldLabel(t, field),
    onBlur: () => leave(field),
    autoComplete: 'off',
  });
  return (
    <>
      <Section title={t(($) => $.contacts.form.basics)}>
        {/* The drawer minds the first form in it, the attribute the next one after Ctrl+Enter. */}
        <TextInput {...text('name')} withAsterisk autoFocus={isNew} data-autofocus={isNew || undefined} />
        <Input.Wrapper label={fieldLabel(t, 'gender')} labelElement="div">
          <SegmentedControl
            fullWidth
            size="sm"
            aria-label={fieldLabel(t, 'gender')}
            value={values.gender ?? ''}
            onChange={(value) => form.setFieldValue('gender', value === '' ? null : value)}
            data={[
              { value: '', label: '–' },
              ...genders.map((gender) => ({ value: gender, label: t(($) => $.contacts.genders[gender]) })),
            ]}
          />
        </Input.Wrapper>
        <TextInput {...text('department')} />
        <TextInput {...text('position')} />
        <Select
          {...form.getInputProps('decisionRole')}
          label={fieldLabel(t, 'decisionRole')}
          placeholder={t(($) => $.contacts.form.choose)}
          clearable
          openOnFocus={false}
          data={decisionRoles.map((role) => ({
            value: role,
            label: t(($) => $.contacts.decisionRoles[role]),
          }))}
        />
      </Section>
      <Section title={t(($) => $.contacts.form.ways)}>
        <div className={layout.whole}>
          <WaysInput contact={contact} list="phones" />
        </div>
        <div className={layout.whole}>
          <WaysInput contact={contact} list="emails" />
        </div>
        <TextInput {...text('wechat')} />
        <TextInput {...text('qq')} inputMode="numeric" />
        <div className={layout.whole}>
          <TextInput {...text('address')} />
        </div>
      </Section>
      <Section title={t(($) => $.contacts.form.more)}>
        <div className={layout.whole}>
          <BirthdayInput
            value={values.birthday}
            error={form.errors['birthday']}
            onChange={(birthday) => {
              form.setFieldValue('birthday', birthday);
              form.clearFieldError('birthday');
            }}
            onBlur={() => leave('birthday')}
          />
        </div>
        <div className={layout.whole}>
          <Textarea {...text('hobbies')} autosize minRows={1} maxRows={6} />
        </div>
        <div className={layout.whole}>
          <Textarea {...text('remark')} autosize minRows={2} maxRows={12} />
        </div>
        <div className={layout.whole}>
          <Checkbox
            label={fieldLabel(t, 'leftCompany')}
            description={t(($) => $.contacts.form.leftHint)}
            checked={values.leftCompany}
            onChange={(event) => form.setFieldValue('leftCompany', event.currentTarget.checked)}
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
