import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#core/sessions/sessions.contract.ts';
import { writeSetting } from '../../lib/device-settings.ts';
import { neededText, newPassword, repeated } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { EditForm } from '../../ui/EditForm.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstStart } from './mutations.ts';

/** Creates the office and its first person (spec §12). */
export function FirstStartForm({ onDone }: { readonly onDone: (me: Me) => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState<string | null>(null);
  const form = useForm({
    initialValues: { officeName: '', personName: '', password: '', repeat: '' },
    validateInputOnBlur: true,
    validate: {
      officeName: (value) => neededText(value),
      personName: (value) => neededText(value, 50),
      password: newPassword,
      repeat: (value, values) => repeated(value, values.password),
    },
  });
  const start = useFirstStart(
    (me) => {
      writeSetting('lastName', me.name);
      onDone(me);
    },
    (error) => setNote(showFormError(form, error)),
  );
  return (
    <EditForm
      form={form}
      busy={start.isPending}
      note={note}
      saveLabel={t(($) => $.session.firstStart.submit)}
      wide
      onSave={({ officeName, personName, password }) => {
        setNote(null);
        start.mutate({ officeName, personName, password });
      }}
    >
      <TextInput
        label={t(($) => $.session.firstStart.office)}
        placeholder={t(($) => $.session.firstStart.officeHint)}
        autoComplete="organization"
        autoFocus
        required
        {...form.getInputProps('officeName')}
        key={form.key('officeName')}
      />
      <TextInput
        label={t(($) => $.session.firstStart.name)}
        description={t(($) => $.session.firstStart.nameHint)}
        autoComplete="username"
        required
        {...form.getInputProps('personName')}
        key={form.key('personName')}
      />
      <PasswordField
        label={t(($) => $.session.firstStart.password)}
        description={t(($) => $.session.firstStart.passwordHint)}
        autoComplete="new-password"
        required
        {...form.getInputProps('password')}
        key={form.key('password')}
      />
      <PasswordField
        label={t(($) => $.session.firstStart.repeat)}
        autoComplete="new-password"
        required
        {...form.getInputProps('repeat')}
        key={form.key('repeat')}
      />
    </EditForm>
  );
}
