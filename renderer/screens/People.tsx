import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '#core/people/people.contract.ts';
import { pathOf } from '../features/people/department-tree.ts';
import { OneTimePassword, type OneTime } from '../features/people/OneTimePassword.tsx';
import classes from '../features/people/people.module.css';
import { PeopleTable } from '../features/people/PeopleTable.tsx';
import { PersonDrawer } from '../features/people/PersonDrawer.tsx';
import { peopleQueries } from '../features/people/queries.ts';
import { formatNumber } from '../lib/format.ts';
import { notifyDone } from '../lib/notify.ts';
import { usePinyinMatch } from '../lib/pinyin.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

const states = ['active', 'left', 'all'] as const;
type State = (typeof states)[number];
type Open =
  | { readonly kind: 'closed' }
  | { readonly kind: 'new' }
  | { readonly kind: 'edit'; readonly person: Person };

/** Everyone who may sign in: add, change, reset, let go (spec §12). */
export function PeopleScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = useSearch({ from: '/people' });
  const people = useQuery(peopleQueries.list());
  const departments = useQuery(peopleQueries.departments()).data ?? [];
  const roles = useQuery(peopleQueries.roles()).data ?? [];
  const [state, setState] = useState<State>('active');
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<Open>({ kind: 'closed' });
  const [oneTime, setOneTime] = useState<OneTime | null>(null);
  const matches = usePinyinMatch(search !== '');
  const open: Open = opened.kind === 'closed' && asked.new !== undefined ? { kind: 'new' } : opened;

  const close = () => {
    setOpened({ kind: 'closed' });
    if (asked.new !== undefined) void navigate({ to: '/people', search: {}, replace: true });
  };
  const fits = (person: Person): boolean => {
    if (state !== 'all' && person.active !== (state === 'active')) return false;
    const text = search.trim();
    if (text === '') return true;
    const department = person.departmentId === null ? '' : pathOf(departments, person.departmentId);
    return matches(person.name, text) || (department !== '' && matches(department, text));
  };
  const addButton = (
    <Button leftSection={<IconUserPlus size={16} />} onClick={() => setOpened({ kind: 'new' })}>
      {t(($) => $.people.add)}
    </Button>
  );

  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.people.title)}
        count={people.data && formatNumber(people.data.filter((person) => person.active).length)}
        description={t(($) => $.people.description)}
        actions={addButton}
      />
      <div className={classes.tools}>
        <TextInput
          className={classes.search}
          leftSection={<IconSearch size={16} />}
          placeholder={t(($) => $.people.search)}
          aria-label={t(($) => $.people.search)}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SegmentedControl
          value={state}
          onChange={(next) => setState(states.find((known) => known === next) ?? 'active')}
          aria-label={t(($) => $.people.state)}
          data={states.map((value) => ({ value, label: t(($) => $.people.states[value]) }))}
        />
      </div>
      <QueryView query={people}>
        {(all) => {
          const shown = all.filter(fits);
          if (shown.length === 0) {
            return <EmptyState icon={<IconUsers size={22} />} title={t(($) => $.people.nothing)} />;
          }
          return (
            <>
              <PeopleTable
                people={shown}
                departments={departments}
                roles={roles}
                onEdit={(person) => setOpened({ kind: 'edit', person })}
                onPassword={({ name }, password) => setOneTime({ name, password, why: 'reset' })}
              />
              {all.length === 1 && (
                <EmptyState
                  icon={<IconUsers size={22} />}
                  title={t(($) => $.people.empty)}
                  text={t(($) => $.people.emptyText)}
                  action={addButton}
                />
              )}
            </>
          );
        }}
      </QueryView>
      <PersonDrawer
        opened={open.kind !== 'closed'}
        person={open.kind === 'edit' ? open.person : null}
        departments={departments}
        roles={roles}
        onClose={close}
        onSaved={({ name }, password) => {
          close();
          if (password === null) notifyDone(t(($) => $.people.saved, { name }));
          else setOneTime({ name, password, why: 'created' });
        }}
      />
      {oneTime !== null && <OneTimePassword oneTime={oneTime} onClose={() => setOneTime(null)} />}
    </div>
  );
}
