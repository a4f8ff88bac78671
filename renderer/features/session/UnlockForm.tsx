import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { sentence } from '#core/i18n/sentence.ts';
import { currentLanguage } from '../../i18n.ts';
import { say } from '../../lib/form-checks.ts';
import { EditForm } from '../../ui/EditForm.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useUnlock } from './mutations.ts';

export function UnlockForm({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? say('required') : null) },
  });
  const unlock = useUnlock(onDone, (error) => {
    form.setValues({ password: '' });
    form.setFieldError('password', sentence(error, currentLanguage()));
    form.getInputNode('password')?.focus();
  });
  return (
    <EditForm
      form={form}
      busy={unlock.isPending}
      wide
      saveLabel={t(($) => $.session.lock.submit)}
      onSave={(values) => unlock.mutate(values)}
    >
      <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
      <PasswordField
        label={t(($) => $.session.signIn.password)}
        autoComplete="current-password"
        autoFocus
        size="md"
        {...form.getInputProps('password')}
        key={form.key('password')}
      />
    </EditForm>
  );
}
