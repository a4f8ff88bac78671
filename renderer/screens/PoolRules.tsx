import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PoolRulesForm } from '../features/settings/PoolRulesForm.tsx';
import { settingsQueries } from '../features/settings/queries.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

/** The rules by which the pool is shared out. */
export function PoolRulesScreen() {
  const { t } = useTranslation();
  const rules = useQuery(settingsQueries.poolRules());
  const roles = useQuery(settingsQueries.roles());
  return (
    <div className="kc-page" style={{ maxWidth: '56rem' }}>
      <PageHeader
        title={t(($) => $.settings.rules.title)}
        description={t(($) => $.settings.rules.description)}
      />
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
    </div>
  );
}
