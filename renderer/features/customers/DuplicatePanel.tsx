import { Alert, Button, Checkbox, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import { createContext, use, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateHit } from '#core/customers/customers.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import classes from './customer-form.module.css';
import { StatusMark } from './marks.tsx';
import type { CustomerForm } from './use-customer-form.ts';

const shownFirst = 4;

/** What can be done with a customer that was found: another feature brings it, a screen puts it here. */
export const AskAboutHit = createContext<(hit: DuplicateHit) => ReactNode>(() => null);

interface DuplicatePanelProps {
  readonly duplicates: CustomerForm['duplicates'];
  readonly panel: RefObject<HTMLDivElement | null>;
  /** Pool managers may register an exact duplicate with a reason (spec §3.9). */
  readonly mayOverride: boolean;
}

/** Customers that this one may be: whose they are, why they are listed, and the answer to that. */
export function DuplicatePanel({ duplicates, panel, mayOverride }: DuplicatePanelProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const ask = use(AskAboutHit);
  const { hits, exact, error } = duplicates;
  if (hits.length === 0) return null;
  const shown = all ? hits : hits.slice(0, shownFirst);
  const Icon = exact ? IconBan : IconAlertTriangle;
  const title = exact
    ? t(($) => (exact.why === 'name' ? $.customers.duplicates.exactName : $.customers.duplicates.exactTax))
    : t(($) => $.customers.duplicates.title, { count: hits.length });
  return (
    <Alert
      ref={panel}
      className={classes.duplicates}
      color={exact ? 'red' : 'yellow'}
      variant="light"
      icon={<Icon size={18} stroke={1.6} aria-hidden />}
      title={title}
      role="group"
      aria-label={title}
      classNames={{ title: classes.duplicatesTitle, message: classes.duplicatesText }}
    >
      <ul className={classes.hits}>
        {shown.map((hit) => (
          <li key={hit.id}>
            <a href={`/customers/${hit.id}`} target="_blank" rel="noreferrer" className={classes.hitName}>
              {hit.name}
            </a>
            <span className={classes.hitLine}>
              <b>{t(($) => $.customers.duplicates.why[hit.why])}</b>
              {hit.why === 'similar' ? (
                <span>{t(($) => $.customers.duplicates.likeness, { percent: hit.likeness })}</span>
              ) : null}
              <span>{hit.number}</span>
              <span>{hit.ownerId === null ? t(($) => $.customers.unclaimed) : nameOf(hit.ownerId)}</span>
              {hit.status ? (
                <StatusMark
                  status={hit.status}
                  label={t(($) => $.customers.statuses[hit.status ?? 'potential'])}
                />
              ) : null}
              {hit.lastInteractionAt === null ? null : (
                <span>
                  {t(($) => $.customers.duplicates.lastInteraction, {
                    when: format.instant(hit.lastInteractionAt),
                  })}
                </span>
              )}
            </span>
            {ask(hit)}
          </li>
        ))}
      </ul>
      {hits.length > shownFirst && !all ? (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t(($) => $.customers.duplicates.showAll, { count: hits.length })}
        </Button>
      ) : null}
      {exact === null ? (
        <Checkbox
          mt={8}
          size="sm"
          label={t(($) => $.customers.duplicates.confirm)}
          checked={duplicates.confirmed}
          onChange={(event) => duplicates.confirm(event.currentTarget.checked)}
          error={error}
        />
      ) : mayOverride ? (
        <TextInput
          mt={8}
          label={t(($) => $.customers.duplicates.overrideLabel)}
          placeholder={t(($) => $.customers.duplicates.overridePlaceholder)}
          maxLength={200}
          value={duplicates.override}
          onChange={(event) => duplicates.setOverride(event.currentTarget.value)}
          error={error}
        />
      ) : (
        <Text size="sm" mt={6} role={error === null ? undefined : 'alert'}>
          {t(($) => $.customers.duplicates.askManager)}
        </Text>
      )}
    </Alert>
  );
}
