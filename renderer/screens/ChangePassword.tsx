import { Anchor, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Me } from '#core/sessions/sessions.contract.ts';
import { ChangePasswordForm } from '../features/session/ChangePasswordForm.tsx';
import { LanguageSwitch } from '../features/session/LanguageSwitch.tsx';
import { useSignOut } from '../features/session/mutations.ts';
import { notifyDone } from '../lib/notify.ts';
import { FrontPage } from '../ui/FrontPage.tsx';

/** A one-time password opens nothing but this page (spec §12). */
export function ChangePasswordScreen({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <FrontPage
      footer={
        <>
          <Anchor component="button" type="button" fz="sm" onClick={() => signOut.mutate({})}>
            {t(($) => $.common.person.signOut)}
          </Anchor>
          <LanguageSwitch />
        </>
      }
    >
      <Title order={1} mb={4}>
        {t(($) => $.session.changePassword.title)}
      </Title>
      <Text c="dimmed" fz="sm" mb="lg">
        {t(($) => $.session.changePassword.text, { name: me.name })}
      </Text>
      <ChangePasswordForm
        forced
        name={me.name}
        onDone={() => notifyDone(t(($) => $.session.changePassword.done))}
      />
    </FrontPage>
  );
}
