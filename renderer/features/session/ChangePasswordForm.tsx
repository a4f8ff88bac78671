import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '#core/i18n/sentence.ts';
import { currentLanguage } from '../../i18n.ts';
import { newPassword, repeated, say } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { EditForm } from '../../ui/EditForm.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useChangePassword } from './mutations.ts';

interface ChangePasswordFormProps {
  /** The present password is a one-time password. */
  readonly forced: boolean;
  readonly name: string;
  readonly onDone: () => void;
}

const empty = { oldPassword: '', newPassword: '', repeat: '' };

export function ChangePasswordForm({ forced, name, onDone }: ChangePasswordFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState<string | null>(null);
  const form = useForm({
    initialValues: empty,
    validateInputOnBlur: true,
    validate: {
      oldPassword: (value) => (value === '' ? say('required') : null),
      newPassword,
      repeat: (value, values) => repeated(value, values.newPassword),
    },
  });
  const change = useChangePassword(
    () => {
      form.reset();
      onDone();
    },
    (error) => {
      const words = sentence(error, currentLanguage());
      if (error.code === 'passwordWrong') form.setFieldError('oldPassword', words);
      else if (error.code.startsWith('password')) form.setFieldError('newPassword', words);
      else setNote(showFormError(form, error));
    },
  );
  return (
    <EditForm
      form={form}
      busy={change.isPending}
      note={note}
      wide={forced}
      saveLabel={t(($) => $.session.changePassword.submit)}
      onSave={(values) => {
        setNote(null);
        change.mutate({ oldPassword: values.oldPassword, newPassword: values.newPassword });
      }}
    >
      <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
      <PasswordField
        label={t(($) => (forced ? $.session.changePassword.old : $.session.changePassword.oldOwn))}
        autoComplete="current-password"
        autoFocus={forced}
        required
        {...form.getInputProps('oldPassword')}
        key={form.key('oldPassword')}
      />
      <PasswordField
        label={t(($) => $.session.changePassword.new)}
        description={t(($) => $.session.firstStart.passwordHint)}
        autoComplete="new-password"
        required
        {...form.getInputProps('newPassword')}
        key={form.key('newPassword')}
      />
      <PasswordField
        label={t(($) => $.session.changePassword.repeat)}
        autoComplete="new-password"
        required
        {...form.getInputProps('repeat')}
        key={form.key('repeat')}
      />
    </EditForm>
  );
}
