import { Anchor } from '@mantine/core';
import { IconLock, IconMapPinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Right } from '#core/permissions/rights.ts';
import { useMe } from '../lib/session.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { holdsAny } from './navigation.ts';

/** Shows a page only to those who hold one of its rights; the service decides, this only spares a row of refusals. */
export function Guard({
  rights,
  children,
}: {
  readonly rights: readonly Right[];
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const me = useMe();
  if (holdsAny(me, rights)) return children;
  return (
    <EmptyState
      page
      icon={<IconLock size={22} />}
      title={t(($) => $.common.page.notAllowed)}
      text={t(($) => $.common.page.notAllowedText)}
      action={
        <Anchor component={Link} to="/">
          {t(($) => $.common.page.home)}
        </Anchor>
      }
    />
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      page
      icon={<IconMapPinOff size={22} />}
      title={t(($) => $.common.page.notFound)}
      text={t(($) => $.common.page.notFoundText)}
      action={
        <Anchor component={Link} to="/">
          {t(($) => $.common.page.home)}
        </Anchor>
      }
    />
  );
}

/** The first page of somebody without any role: it fills as soon as an administrator gives one. */
export function NothingOpen() {
  const { t } = useTranslation();
  return (
    <EmptyState
      page
      icon={<IconLock size={22} />}
      title={t(($) => $.common.page.noAccess)}
      text={t(($) => $.common.page.noAccessText)}
    />
  );
}
