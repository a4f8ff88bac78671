import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#core/people/people.contract.ts';
import { usePhone } from '../lib/phone.ts';
import { peopleQueries } from '../features/people/queries.ts';
import { RoleDrawer } from '../features/people/RoleDrawer.tsx';
import { RoleMatrix } from '../features/people/RoleMatrix.tsx';
import { useRoleName } from '../lib/role-names.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';
import { RecordTable } from '../ui/RecordTable.tsx';

type Open = { readonly role: Role | null };

/** Roles as a table of rights and how far they reach; on a phone one card a role. */
export function RolesScreen() {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const query = useQuery(peopleQueries.roles());
  const phone = usePhone();
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.people.rolesPage.title)}
        description={t(($) => $.people.rolesPage.description)}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen({ role: null })}>
            {t(($) => $.people.rolesPage.add)}
          </Button>
        }
      />
      <QueryView query={query} lines={14}>
        {(roles) =>
          phone === true ? (
            <RecordTable
              label={t(($) => $.people.rolesPage.title)}
              rows={roles}
              keyOf={(role) => role.id}
              onOpen={(role) => setOpen({ role })}
              columns={[
                {
                  key: 'name',
                  title: t(($) => $.people.rolesPage.name),
                  cell: (role) => roleName(role.builtIn, role.name),
                },
                {
                  key: 'people',
                  title: t(($) => $.people.title),
                  cell: (role) => t(($) => $.people.rolesPage.people, { count: role.people }),
                },
              ]}
            />
          ) : (
            <RoleMatrix roles={roles} onOpen={(role) => setOpen({ role })} />
          )
        }
      </QueryView>
      {open !== null && (
        <RoleDrawer
          key={open.role?.id ?? 'new'}
          role={open.role}
          roles={query.data ?? []}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
