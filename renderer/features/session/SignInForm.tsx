import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '#core/i18n/sentence.ts';
import type { Me } from '#core/sessions/sessions.contract.ts';
import { currentLanguage } from '../../i18n.ts';
import { readSetting, writeSetting } from '../../lib/device-settings.ts';
import { neededText, say } from '../../lib/form-checks.ts';
import { EditForm } from '../../ui/EditForm.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { DemoPeople, type DemoPerson } from './DemoPeople.tsx';
import { useSignIn } from './mutations.ts';

interface SignInFormProps {
  /** Whose session ended, to be entered again. */
  readonly name: string | null;
  readonly demo: readonly DemoPerson[] | null;
  readonly onDone: (me: Me) => void;
}

/** Name and password; the name of the last sign-in on this device stands there already. */
export function SignInForm({ name, demo, onDone }: SignInFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState<string | null>(null);
  const last = readSetting('lastName');
  const known = name ?? (typeof last === 'string' ? last : '');
  const form = useForm({
    initialValues: { name: known, password: '' },
    validate: {
      name: (value) => neededText(value),
      password: (value) => (value === '' ? say('required') : null),
    },
  });
  const signIn = useSignIn(
    (me) => {
      writeSetting('lastName', me.name);
      onDone(me);
    },
    (error) => {
      setNote(sentence(error, currentLanguage()));
      form.getInputNode('password')?.focus();
    },
  );
  const send = (values: { name: string; password: string }) => {
    setNote(null);
    signIn.mutate(values);
  };

  return (
    <>
      <EditForm
        form={form}
        onSave={send}
        busy={signIn.isPending}
        note={note}
        saveLabel={t(($) => $.session.signIn.submit)}
        wide
      >
        <TextInput
          label={t(($) => $.session.signIn.name)}
          autoComplete="username"
          data-autofocus={known === '' || undefined}
          autoFocus={known === ''}
          size="md"
          {...form.getInputProps('name')}
          key={form.key('name')}
        />
        <PasswordField
          label={t(($) => $.session.signIn.password)}
          autoComplete="current-password"
          autoFocus={known !== ''}
          size="md"
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
      </EditForm>
      {demo !== null && (
        <DemoPeople
          people={demo}
          busy={signIn.isPending}
          onPick={(person) => {
            form.setValues({ name: person.name, password: person.password });
            send({ name: person.name, password: person.password });
          }}
        />
      )}
    </>
  );
}
