import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDots, IconPencil, IconPlus, IconSitemap, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '#core/people/people.contract.ts';
import { DepartmentDialog } from '../features/people/DepartmentDialog.tsx';
import { inTreeOrder } from '../features/people/department-tree.ts';
import { useRemoveDepartment } from '../features/people/mutations.ts';
import classes from '../features/people/people.module.css';
import { peopleQueries } from '../features/people/queries.ts';
import { formatNumber } from '../lib/format.ts';
import { notifyDone } from '../lib/notify.ts';
import { useConfirm } from '../ui/ConfirmDialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

interface Open {
  readonly department: Department | null;
  readonly parentId: number | null;
}

/** The departments as a tree. */
export function DepartmentsScreen() {
  const { t } = useTranslation();
  const query = useQuery(peopleQueries.departments());
  const [open, setOpen] = useState<Open | null>(null);
  const add = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => setOpen({ department: null, parentId: null })}
    >
      {t(($) => $.people.departments.add)}
    </Button>
  );
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.people.departments.title)}
        count={query.data && formatNumber(query.data.length)}
        description={t(($) => $.people.departments.description)}
        actions={add}
      />
      <QueryView query={query}>
        {(departments) =>
          departments.length === 0 ? (
            <EmptyState
              icon={<IconSitemap size={22} />}
              title={t(($) => $.people.departments.empty)}
              text={t(($) => $.people.departments.emptyText)}
              action={add}
            />
          ) : (
            <ul className={classes.tree} aria-label={t(($) => $.people.departments.title)}>
              {inTreeOrder(departments).map((department) => (
                <li
                  key={department.id}
                  className={classes.treeRow}
                  style={{ paddingInlineStart: `${0.875 + department.depth * 1.5}rem` }}
                >
                  <UnstyledButton
                    className={classes.treeName}
                    aria-label={t(($) => $.people.departments.editOf, { name: department.name })}
                    onClick={() => setOpen({ department, parentId: department.parentId })}
                  >
                    {department.name}
                  </UnstyledButton>
                  <span className={classes.treeCount}>
                    {t(($) => $.people.departments.people, { count: department.people })}
                  </span>
                  <DepartmentMenu department={department} onOpen={setOpen} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {open !== null && (
        <DepartmentDialog
          department={open.department}
          parentId={open.parentId}
          departments={query.data ?? []}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

interface DepartmentMenuProps {
  readonly department: Department;
  readonly onOpen: (open: Open) => void;
}

function DepartmentMenu({ department, onOpen }: DepartmentMenuProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { id, name, version } = department;
  const remove = useRemoveDepartment({
    onDone: () => notifyDone(t(($) => $.people.departments.removed, { name })),
  });
  const ask = async () => {
    // In use: the service says by whom, no question before that.
    const free = department.people === 0;
    const question = {
      title: t(($) => $.people.departments.removeTitle, { name }),
      text: t(($) => $.people.departments.removeText),
      action: t(($) => $.people.departments.remove),
      danger: true,
    };
    if (!free || (await confirm(question))) remove.mutate({ id, version });
  };
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon aria-label={t(($) => $.people.departments.menuOf, { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} />}
          onClick={() => onOpen({ department, parentId: department.parentId })}
        >
          {t(($) => $.common.edit)}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPlus size={16} />}
          onClick={() => onOpen({ department: null, parentId: id })}
        >
          {t(($) => $.people.departments.addBelow)}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void ask()}>
          {t(($) => $.people.departments.remove)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
