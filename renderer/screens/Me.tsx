import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangePasswordForm } from '../features/session/ChangePasswordForm.tsx';
import { LookSettings } from '../features/session/LookSettings.tsx';
import { useEndAllSessions, useSignOut } from '../features/session/mutations.ts';
import { sessionQueries } from '../features/session/queries.ts';
import classes from '../features/session/session.module.css';
import { SessionsTable } from '../features/session/SessionsTable.tsx';
import { notifyDone } from '../lib/notify.ts';
import { useRoleName } from '../lib/role-names.ts';
import { useMe } from '../lib/session.ts';
import { useConfirm } from '../ui/ConfirmDialog.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

/** One's own account: look, password, devices. */
export function MeScreen() {
  const { t } = useTranslation();
  const me = useMe();
  const roleName = useRoleName();
  const confirm = useConfirm();
  const sessions = useQuery(sessionQueries.list());
  const signOut = useSignOut();
  const endAll = useEndAllSessions();
  const askEndAll = async () => {
    const question = {
      title: t(($) => $.session.me.endAllTitle),
      text: t(($) => $.session.me.endAllText),
      action: t(($) => $.session.me.endAll),
      danger: true,
    };
    if (await confirm(question)) endAll.mutate({});
  };
  return (
    <div className="kc-page" style={{ maxWidth: '52rem' }}>
      <PageHeader
        title={t(($) => $.session.me.title)}
        actions={
          <Button variant="default" onClick={() => signOut.mutate({})}>
            {t(($) => $.common.person.signOut)}
          </Button>
        }
      />
      <Section title={t(($) => $.session.me.profile)}>
        <dl className={classes.settings}>
          <dt>{t(($) => $.session.me.name)}</dt>
          <dd>{me.name}</dd>
          <dt>{t(($) => $.session.me.roles)}</dt>
          <dd>
            <Group gap={4}>
              {me.roles.length === 0 && <Text c="dimmed">{t(($) => $.people.noRole)}</Text>}
              {me.roles.map((role) => (
                <Badge key={role.id} variant="default">
                  {roleName(role.builtIn, role.name)}
                </Badge>
              ))}
            </Group>
          </dd>
        </dl>
      </Section>
      <Section title={t(($) => $.session.me.look)} hint={t(($) => $.session.me.lookHint)}>
        <LookSettings />
      </Section>
      <Section title={t(($) => $.session.me.password)} hint={t(($) => $.session.changePassword.othersEnd)}>
        <div className={classes.narrow}>
          <ChangePasswordForm
            forced={false}
            name={me.name}
            onDone={() => notifyDone(t(($) => $.session.changePassword.done))}
          />
        </div>
      </Section>
      <Section
        title={t(($) => $.session.me.sessions)}
        hint={t(($) => $.session.me.sessionsHint)}
        action={
          <Button variant="default" onClick={() => void askEndAll()}>
            {t(($) => $.session.me.endAll)}
          </Button>
        }
      >
        <QueryView query={sessions} lines={2}>
          {(list) => <SessionsTable sessions={list} />}
        </QueryView>
      </Section>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Section({ title, hint, action, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <div>
          <Title order={2}>{title}</Title>
          {hint !== undefined && (
            <Text fz="sm" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
