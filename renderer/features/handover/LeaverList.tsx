import { Badge, Button, Text, TextInput } from '@mantine/core';
import { IconSearch, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Leaver } from '#core/handover/handover.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { usePinyinMatch } from '../../lib/pinyin.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './handover.module.css';
import { handoverQueries } from './queries.ts';

const many = 8;

/** Customers that are stuck with somebody who has left come first. */
const inOrder = (people: readonly Leaver[]) =>
  people
    .filter(({ active, customers, tasks }) => active || customers + tasks > 0)
    .toSorted((a, b) => Number(a.active) - Number(b.active));

/** Whose work one can hand over. */
export function LeaverList() {
  const { t } = useTranslation();
  const people = useQuery(handoverQueries.people());
  const [search, setSearch] = useState('');
  const matches = usePinyinMatch(search !== '');
  const fits = ({ name, department }: Leaver) => {
    const text = search.trim();
    return text === '' || matches(name, text) || (department !== null && matches(department, text));
  };
  return (
    <QueryView query={people}>
      {(all) => {
        const listed = inOrder(all);
        if (listed.length === 0)
          return (
            <EmptyState
              icon={<IconUserOff size={22} />}
              title={t(($) => $.handover.noPeople)}
              text={t(($) => $.handover.noPeopleText)}
            />
          );
        const shown = listed.filter(fits);
        return (
          <>
            {listed.length <= many ? null : (
              <TextInput
                maw="20rem"
                mt="xs"
                leftSection={<IconSearch size={16} />}
                placeholder={t(($) => $.handover.search)}
                aria-label={t(($) => $.handover.search)}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
            )}
            {shown.length === 0 ? <Text mt="sm">{t(($) => $.handover.noMatch)}</Text> : null}
            <ul className={classes.lines} aria-label={t(($) => $.handover.people)}>
              {shown.map((person) => (
                <LeaverLine key={person.id} person={person} />
              ))}
            </ul>
          </>
        );
      }}
    </QueryView>
  );
}

function LeaverLine({ person }: { readonly person: Leaver }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, name, department, active, customers, tasks } = person;
  return (
    <li>
      <div className={classes.lineText}>
        <Text fw={500} component="span">
          {name}
        </Text>
        {department === null ? null : (
          <Text component="span" fz="sm" c="dimmed">
            {' '}
            {department}
          </Text>
        )}
        {active ? null : (
          <Badge variant="default" ml={8}>
            {t(($) => $.handover.left)}
          </Badge>
        )}
        <Text fz="sm" c="dimmed">
          {active || customers === 0
            ? t(($) => $.handover.owns, {
                customers: format.number(customers),
                tasks: format.number(tasks),
              })
            : t(($) => $.handover.stuck, { count: customers, number: format.number(customers) })}
        </Text>
      </div>
      <Button
        size="compact-md"
        variant="default"
        component={Link}
        to={`/handover/${id}`}
        aria-label={t(($) => $.handover.beginOf, { name })}
      >
        {t(($) => $.handover.begin)}
      </Button>
    </li>
  );
}
