import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProtectionForm } from '../features/protection/ProtectionForm.tsx';
import { protectionQueries } from '../features/protection/queries.ts';
import { RunsPanel } from '../features/protection/RunsPanel.tsx';
import { PoolRulesForm } from '../features/settings/PoolRulesForm.tsx';
import { settingsQueries } from '../features/settings/queries.ts';
import { useCan } from '../lib/session.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

/** The rules by which the pool is shared out, and by which customers fall back to it. */
export function PoolRulesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/pool-rules' });
  return (
    <div className="kc-page" style={{ maxWidth: '56rem' }}>
      <PageHeader
        title={t(($) => $.settings.rules.title)}
        description={t(($) => $.settings.rules.description)}
      />
      <Tabs
        value={tab === 'protection' ? 'protection' : 'pool'}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ to: '.', search: next === 'protection' ? { tab: next } : {}, replace: true })
        }
      >
        <Tabs.List aria-label={t(($) => $.settings.rules.title)} mb="md">
          <Tabs.Tab value="pool">{t(($) => $.protection.tabs.pool)}</Tabs.Tab>
          <Tabs.Tab value="protection">{t(($) => $.protection.tabs.protection)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="pool">
          <Claiming />
        </Tabs.Panel>
        <Tabs.Panel value="protection">
          <Protection />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function Claiming() {
  const rules = useQuery(settingsQueries.poolRules());
  const roles = useQuery(settingsQueries.roles());
  return (
    <QueryView query={rules}>
      {(loaded) => (
        <QueryView query={roles}>
          {(all) => (
            <PoolRulesForm
              rules={loaded}
              roles={all.filter(
                (role) =>
                  role.grants.some(
                    ({ right }) => right === 'customers.claim' || right === 'customers.createAndClaim',
                  ) || loaded.limits.some((limit) => limit.roleId === role.id),
              )}
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

function Protection() {
  const rules = useQuery(protectionQueries.rules());
  const mayManage = useCan('pool.manage');
  return (
    <>
      <QueryView query={rules}>{(loaded) => <ProtectionForm rules={loaded} />}</QueryView>
      {mayManage ? <RunsPanel /> : null}
    </>
  );
}
