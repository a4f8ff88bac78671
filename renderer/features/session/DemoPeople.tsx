import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { useRoleName } from '../../lib/role-names.ts';
import classes from './session.module.css';

export interface DemoPerson {
  readonly name: string;
  readonly password: string;
  readonly roles: readonly string[];
}

interface DemoPeopleProps {
  readonly people: readonly DemoPerson[];
  readonly busy: boolean;
  readonly onPick: (person: DemoPerson) => void;
}

/** The people of a demo office with their passwords: a click signs in. */
export function DemoPeople({ people, busy, onPick }: DemoPeopleProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const { list } = useFormat();
  return (
    <section className={classes.demo} aria-label={t(($) => $.session.signIn.demoTitle)}>
      <Text fz="sm" c="dimmed" mb={6}>
        {t(($) => $.session.signIn.demoText)}
      </Text>
      <ul className={classes.demoList}>
        {people.map((person) => (
          <li key={person.name}>
            <UnstyledButton className={classes.demoPerson} disabled={busy} onClick={() => onPick(person)}>
              <span className={classes.demoName}>{person.name}</span>
              <span className={classes.demoRole}>
                {list(person.roles.map((role) => roleName(role, role)))}
              </span>
              <span className={classes.demoPassword}>
                {t(($) => $.session.signIn.demoPassword, { password: person.password })}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
