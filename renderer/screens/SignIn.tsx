import { Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, OfficeState } from '#core/sessions/sessions.contract.ts';
import { LanguageSwitch } from '../features/session/LanguageSwitch.tsx';
import { SignInForm } from '../features/session/SignInForm.tsx';
import { FrontPage } from '../ui/FrontPage.tsx';

interface SignInScreenProps {
  readonly office: OfficeState;
  /** Whose session ended while the page was open: the work waits behind this page. */
  readonly again: Me | null;
  readonly onDone: (me: Me) => void;
}

export function SignInScreen({ office, again, onDone }: SignInScreenProps) {
  const { t } = useTranslation();
  const title = t(($) => $.session.signIn.title);
  useEffect(() => {
    document.title = `${title} · 客池 Kechi`;
  }, [title]);
  return (
    <FrontPage
      footer={
        <>
          <Text fz="sm" c="dimmed">
            {t(($) => $.session.signIn.forgotten)}
          </Text>
          <LanguageSwitch />
        </>
      }
    >
      <Title order={1}>{office.officeName ?? title}</Title>
      <Text c="dimmed" mb="lg">
        {again === null ? title : t(($) => $.session.signIn.ended)}
      </Text>
      <SignInForm name={again?.name ?? null} demo={office.demo} onDone={onDone} />
    </FrontPage>
  );
}
