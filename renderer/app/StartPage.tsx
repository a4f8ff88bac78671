import { Button, Loader, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#core/shared/errors.ts';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { FrontPage } from '../ui/FrontPage.tsx';

interface StartPageProps {
  /** Why the office cannot be shown, null while it is being asked. */
  readonly error: AppError | null;
  /** This window and the service speak different protocols. */
  readonly otherProtocol?: boolean;
}

/** Before anything is known of the office: waiting for the host, which is asked again every two seconds. */
export function StartPage({ error, otherProtocol = false }: StartPageProps) {
  const { t } = useTranslation();
  return (
    <FrontPage>
      {otherProtocol ? (
        <>
          <Title order={1} mb="xs">
            {t(($) => $.session.update.title)}
          </Title>
          <Text c="dimmed" mb="md">
            {t(($) => $.session.update.text)}
          </Text>
          <Button onClick={() => window.location.reload()}>{t(($) => $.common.page.reload)}</Button>
        </>
      ) : (
        <>
          <Title order={1} fz="lg" mb="sm">
            {t(($) => $.session.waiting)}
          </Title>
          {error === null ? <Loader size="sm" /> : <ErrorNote error={error} />}
        </>
      )}
    </FrontPage>
  );
}
