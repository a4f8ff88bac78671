import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { GivenShares } from '../features/sharing/GivenShares.tsx';
import { useCan } from '../lib/session.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { CustomerListPage } from './CustomerListPage.tsx';

const paths = { sharedWithMe: '/shared', subordinates: '/subordinates', given: '/shared-by-me' } as const;
type Tab = keyof typeof paths;

const isTab = (value: string | null): value is Tab => value !== null && Object.hasOwn(paths, value);

/** Shared with me, my subordinates', shared by me: three pages side by side (spec §3, shared customers). */
function SharedTabs({ at }: { at: Tab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayShare = useCan('customers.share');
  const tabs: readonly Tab[] = mayShare
    ? ['sharedWithMe', 'subordinates', 'given']
    : ['sharedWithMe', 'subordinates'];
  return (
    <Tabs
      value={at}
      mb="sm"
      onChange={(tab) => {
        if (isTab(tab)) void navigate({ to: paths[tab] });
      }}
    >
      <Tabs.List aria-label={t(($) => $.customers.sharedWithMe)}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {t(($) => $.sharing.tabs[tab])}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

export function SharedWithMeScreen() {
  return (
    <CustomerListPage
      view="sharedWithMe"
      params={useSearch({ from: '/shared' })}
      tabs={<SharedTabs at="sharedWithMe" />}
    />
  );
}

export function SubordinatesScreen() {
  return (
    <CustomerListPage
      view="subordinates"
      params={useSearch({ from: '/subordinates' })}
      tabs={<SharedTabs at="subordinates" />}
      shares
    />
  );
}

export function SharedByMeScreen() {
  const { t } = useTranslation();
  return (
    <div className="kc-page">
      <PageHeader title={t(($) => $.customers.sharedWithMe)} />
      <SharedTabs at="given" />
      <GivenShares />
    </div>
  );
}
