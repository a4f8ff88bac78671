import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Department, Person, Role } from '#core/people/people.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { useRoleName } from '../../lib/role-names.ts';
import { useMe } from '../../lib/session.ts';
import { RecordTable, type RecordColumn } from '../../ui/RecordTable.tsx';
import { StateDot } from '../../ui/StateDot.tsx';
import { pathOf } from './department-tree.ts';
import classes from './people.module.css';
import { PersonMenu } from './PersonMenu.tsx';

interface PeopleTableProps {
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
  readonly roles: readonly Role[];
  readonly onEdit: (person: Person) => void;
  readonly onPassword: (person: Person, password: string) => void;
}

export function PeopleTable({ people, departments, roles, onEdit, onPassword }: PeopleTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const roleName = useRoleName();
  const { nameOf } = useNames();
  const me = useMe();
  const none = <Text c="dimmed">—</Text>;
  const columns: readonly RecordColumn<Person>[] = [
    {
      key: 'name',
      title: t(($) => $.people.name),
      cell: (person) => (
        <span className={classes.nameCell}>
          {person.name}
          {person.id === me.id && <Badge color="gray">{t(($) => $.common.you)}</Badge>}
        </span>
      ),
    },
    {
      key: 'roles',
      title: t(($) => $.people.roles),
      cell: (person) =>
        person.roleIds.length === 0 ? (
          <Text c="dimmed">{t(($) => $.people.noRole)}</Text>
        ) : (
          <span className={classes.badges}>
            {roles
              .filter((role) => person.roleIds.includes(role.id))
              .map((role) => (
                <Badge key={role.id} variant="default">
                  {roleName(role.builtIn, role.name)}
                </Badge>
              ))}
          </span>
        ),
    },
    {
      key: 'department',
      title: t(($) => $.people.department),
      cell: (person) => (person.departmentId === null ? none : pathOf(departments, person.departmentId)),
    },
    {
      key: 'superior',
      title: t(($) => $.people.superior),
      cell: (person) => (person.superiorId === null ? none : nameOf(person.superiorId)),
    },
    {
      key: 'customers',
      title: t(($) => $.people.customers),
      align: 'right',
      cell: (person) => format.number(person.customers),
    },
    {
      key: 'lastSeen',
      title: t(($) => $.people.lastSeen),
      cell: (person) => (
        <Text c="dimmed" title={format.full(person.lastSeenAt)}>
          {person.lastSeenAt === null ? t(($) => $.people.neverSeen) : format.instant(person.lastSeenAt)}
        </Text>
      ),
    },
    {
      key: 'state',
      title: t(($) => $.people.state),
      cell: (person) => {
        if (!person.active) return <StateDot tone="off">{t(($) => $.people.left)}</StateDot>;
        if (person.mustChangePassword) return <StateDot tone="due">{t(($) => $.people.mustChange)}</StateDot>;
        return <StateDot tone="good">{t(($) => $.people.active)}</StateDot>;
      },
    },
  ];
  return (
    <RecordTable
      label={t(($) => $.people.title)}
      columns={columns}
      rows={people}
      keyOf={(person) => person.id}
      onOpen={onEdit}
      openLabel={(person) => t(($) => $.people.editOf, { name: person.name })}
      faded={(person) => !person.active}
      actions={(person) => (
        <PersonMenu
          person={person}
          onEdit={() => onEdit(person)}
          onPassword={(password) => onPassword(person, password)}
        />
      )}
    />
  );
}
