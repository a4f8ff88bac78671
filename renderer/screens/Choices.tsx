import { Select, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { choiceKinds, type ChoiceKind } from '#core/choices/choices.contract.ts';
import { AddChoice } from '../features/choices/AddChoice.tsx';
import classes from '../features/choices/choices.module.css';
import { ChoiceList } from '../features/choices/ChoiceList.tsx';
import { useChoices } from '../lib/choices.ts';
import { usePhone } from '../lib/phone.ts';
import { orpc } from '../lib/rpc.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { QueryView } from '../ui/QueryView.tsx';

/** The lists of choices, one kind at a time (spec §3, customer fields). */
export function ChoicesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = useSearch({ from: '/choices' });
  const kind: ChoiceKind = choiceKinds.find((known) => known === asked.kind) ?? 'industry';
  const query = useQuery(orpc.choices.list.queryOptions({ input: {} }));
  const { ofKind } = useChoices();
  const phone = usePhone();
  const show = (next: ChoiceKind) => void navigate({ to: '/choices', search: { kind: next }, replace: true });
  const entries = ofKind(kind, true);
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.settings.choices.title)}
        description={t(($) => $.settings.choices.description)}
      />
      <QueryView query={query} lines={10}>
        {() => (
          <div className={classes.layout}>
            {phone === true ? (
              <Select
                label={t(($) => $.settings.choices.kind)}
                allowDeselect={false}
                value={kind}
                onChange={(next) => show(choiceKinds.find((known) => known === next) ?? kind)}
                data={choiceKinds.map((value) => ({
                  value,
                  label: t(($) => $.settings.choices.kinds[value]),
                }))}
              />
            ) : (
              <ul className={classes.kinds} aria-label={t(($) => $.settings.choices.kind)}>
                {choiceKinds.map((value) => (
                  <li key={value}>
                    <UnstyledButton
                      className={classes.kind}
                      aria-current={value === kind || undefined}
                      onClick={() => show(value)}
                    >
                      {t(($) => $.settings.choices.kinds[value])}
                      <small>{ofKind(value).length}</small>
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
            )}
            <section>
              <AddChoice key={kind} kind={kind} />
              {entries.length === 0 ? (
                <EmptyState
                  icon={<IconListDetails size={22} />}
                  title={t(($) => $.settings.choices.empty)}
                  text={t(($) => $.settings.choices.emptyText)}
                />
              ) : (
                <ChoiceList kind={kind} choices={entries} />
              )}
            </section>
          </div>
        )}
      </QueryView>
    </div>
  );
}
