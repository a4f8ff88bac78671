import { Text, Title, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { belongings, type Belonging, type Overview } from '#core/handover/handover.contract.ts';
import { useFormat } from '../../lib/format.ts';
import classes from './handover.module.css';
import { RecordsDrawer } from './RecordsDrawer.tsx';

export function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes.warning}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>{children}</span>
    </div>
  );
}

/** Everything that is theirs, in figures; behind each figure the records, for those who may see them. */
export function Owned({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState<Belonging | null>(null);
  const { person, counts, seesCustomers, subordinates } = overview;
  const { name, active } = person;
  const present = belongings.filter((kind) => counts[kind] > 0);
  const figure = (kind: Belonging) => (
    <>
      <span>{t(($) => $.handover.kinds[kind])}</span>
      <strong>{format.number(counts[kind])}</strong>
    </>
  );
  return (
    <section className={classes.section}>
      <Title order={2} size="h4">
        {t(($) => $.handover.page.owned)}
      </Title>
      <Text fz="sm" c="dimmed">
        {t(($) => $.handover.page[seesCustomers ? 'ownedHint' : 'ownedFigures'])}
      </Text>
      {present.length === 0 ? (
        <Text mt="sm">
          {active
            ? t(($) => $.handover.page.nothing, { name })
            : t(($) => $.handover.page.nothingLeft, { name })}
        </Text>
      ) : null}
      <div className={classes.counts}>
        {present.map((kind) =>
          seesCustomers ? (
            <UnstyledButton key={kind} className={classes.count} onClick={() => setOpen(kind)}>
              {figure(kind)}
            </UnstyledButton>
          ) : (
            <div key={kind} className={classes.count}>
              {figure(kind)}
            </div>
          ),
        )}
      </div>
      {subordinates === 0 ? null : (
        <Warning>{t(($) => $.handover.page.subordinates, { count: subordinates, name })}</Warning>
      )}
      {open === null ? null : (
        <RecordsDrawer personId={person.id} kind={open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
