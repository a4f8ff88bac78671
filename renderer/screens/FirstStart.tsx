import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Me } from '#core/sessions/sessions.contract.ts';
import { FirstStartForm } from '../features/session/FirstStartForm.tsx';
import { LanguageSwitch } from '../features/session/LanguageSwitch.tsx';
import { FrontPage } from '../ui/FrontPage.tsx';

export function FirstStartScreen({ onDone }: { readonly onDone: (me: Me) => void }) {
  const { t } = useTranslation();
  return (
    <FrontPage
      footer={
        <>
          <span />
          <LanguageSwitch />
        </>
      }
    >
      <Title order={1} mb={4}>
        {t(($) => $.session.firstStart.title)}
      </Title>
      <Text c="dimmed" fz="sm" mb="lg">
        {t(($) => $.session.firstStart.text)}
      </Text>
      <FirstStartForm onDone={onDone} />
    </FrontPage>
  );
}
