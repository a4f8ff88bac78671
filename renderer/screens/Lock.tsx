import { Anchor, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#core/sessions/sessions.contract.ts';
import { useSignOut } from '../features/session/mutations.ts';
import { UnlockForm } from '../features/session/UnlockForm.tsx';
import { unlockSession } from '../lib/idle-lock.ts';
import { FrontPage } from '../ui/FrontPage.tsx';

const product = '客池 Kechi';

/** Hides the work until its owner is back; the session goes on and nothing typed is lost. */
export function LockScreen({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  useEffect(() => {
    let behind = document.title;
    // A page behind that is drawn only now, after a reload, names the window once more: with a customer's name.
    const cover = () => {
      if (document.title === product) return;
      behind = document.title;
      document.title = product;
    };
    cover();
    const watch = new MutationObserver(cover);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      watch.disconnect();
      document.title = behind;
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
