import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Right } from '#core/permissions/rights.ts';
import type { Role } from '#core/people/people.contract.ts';
import { useRoleName } from '../../lib/role-names.ts';
import classes from './people.module.css';
import { isScoped, rightGroups, rightWords } from './right-words.ts';

interface RoleMatrixProps {
  readonly roles: readonly Role[];
  readonly onOpen: (role: Role) => void;
}

/** Every right × every role, as in the permission table; the head of a column opens the role. */
export function RoleMatrix({ roles, onOpen }: RoleMatrixProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  return (
    // Scrolls in both directions, so it has to be reachable by keyboard.
    <div
      className={classes.matrixBox}
      tabIndex={0}
      role="region"
      aria-label={t(($) => $.people.rolesPage.title)}
    >
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t(($) => $.people.rolesPage.right)}</VisuallyHidden>
            </th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <UnstyledButton className={classes.roleHead} onClick={() => onOpen(role)}>
                  {roleName(role.builtIn, role.name)}
                  <small>{t(($) => $.people.rolesPage.people, { count: role.people })}</small>
                </UnstyledButton>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rightGroups.map((group) => (
            <Fragment key={group.key}>
              <tr className={classes.groupRow}>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {t(($) => $.people.rightGroups[group.key])}
                </th>
              </tr>
              {group.rights.map((right) => (
                <tr key={right}>
                  <th scope="row">{t(($) => $.people.rights[rightWords[right]].label)}</th>
                  {roles.map((role) => (
                    <td key={role.id}>
                      <Cell role={role} right={right} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ role, right }: { readonly role: Role; readonly right: Right }) {
  const { t } = useTranslation();
  const grant = role.grants.find((own) => own.right === right);
  if (grant === undefined) {
    return (
      <>
        <span className={classes.denied} aria-hidden="true">
          –
        </span>
        <VisuallyHidden>{t(($) => $.people.rolesPage.no)}</VisuallyHidden>
      </>
    );
  }
  if (isScoped(right))
    return <span className={classes.granted}>{t(($) => $.people.scopesShort[grant.scope])}</span>;
  return (
    <span className={classes.granted}>
      <IconCheck size={16} stroke={2.2} aria-hidden="true" />
      <VisuallyHidden>{t(($) => $.people.rolesPage.yes)}</VisuallyHidden>
    </span>
  );
}
