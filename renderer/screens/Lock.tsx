import { Anchor, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#core/sessions/sessions.contract.ts';
import { useSignOut } from '../features/session/mutations.ts';
import { UnlockForm } from '../features/session/UnlockForm.tsx';
import { unlockSession } from '../lib/idle-lock.ts';
import { FrontPage } from '../ui/FrontPage.tsx';

/** Hides the work until its owner is back; the session goes on and nothing typed is lost. */
export function LockScreen({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  useEffect(() => {
    const before = document.title;
    document.title = '客池 Kechi';
    return () => {
      document.title = before;
    };
  }, []);
  return (
    <FrontPage
      footer={
        <Anchor component="button" type="button" fz="sm" onClick={() => signOut.mutate({})}>
          {t(($) => $.session.lock.other)}
        </Anchor>
      }
    >
      <Title order={1} mb={4}>
        {t(($) => $.session.lock.title)}
      </Title>
      <Text c="dimmed" fz="sm" mb="lg">
        {t(($) => $.session.lock.text, { name: me.name })}
      </Text>
      <UnlockForm name={me.name} onDone={unlockSession} />
    </FrontPage>
  );
}
