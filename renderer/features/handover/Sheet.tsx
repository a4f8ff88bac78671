import { Button, Loader, Portal, Text } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet, SheetRow } from '#core/handover/handover.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { handoverQueries } from './queries.ts';
import classes from './sheet.module.css';

/** Text as the value of `content` in a style sheet. */
const quoted = (text: string) => `"${text.replaceAll(/["\\\n]/g, ' ')}"`;

/** `第 1 页，共 3 页` in the margin of each page: the figures are the printer's. */
function usePageStyle(): string {
  const { t } = useTranslation();
  const marks = { page: '‹page›', pages: '‹pages›' };
  const parts = t(($) => $.handover.sheet.pageOf, marks).split(/(‹pages?›)/);
  const content = parts
    .map((part) =>
      part === marks.page ? 'counter(page)' : part === marks.pages ? 'counter(pages)' : quoted(part),
    )
    .join(' ');
  return `@page handover { size: A4; margin: 14mm 14mm 16mm;
    @bottom-center { content: ${content}; font: 9pt sans-serif; color: #555; } }`;
}

/** The sheet that is printed and signed (spec §12): a page over everything else, printed by itself. */
export function HandoverSheet({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const router = useRouter();
  const sheet = useInfiniteQuery(handoverQueries.sheet(id));
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = sheet;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, error]);
  const pageStyle = usePageStyle();
  const complete = sheet.data !== undefined && !hasNextPage;
  const total = sheet.data?.pages[0]?.handover.customers ?? 0;
  return (
    <Portal>
      <style>{pageStyle}</style>
      <div className={classes.over}>
        <div className={classes.tools}>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} />}
            onClick={() => {
              if (router.history.canGoBack()) router.history.back();
              else void router.navigate({ to: '/handover' });
            }}
          >
            {t(($) => $.handover.sheet.back)}
          </Button>
          <Button leftSection={<IconPrinter size={16} />} disabled={!complete} onClick={() => window.print()}>
            {t(($) => $.handover.sheet.print)}
          </Button>
          {hasNextPage ? (
            <Text component="output" fz="sm" c="dimmed">
              <Loader size={12} mr={6} />
              {t(($) => $.handover.sheet.loading, { number: format.number(total) })}
            </Text>
          ) : null}
        </div>
        <QueryView query={sheet}>
          {({ pages }) => {
            const [first] = pages;
            if (first === undefined) return null;
            return <Paper sheet={first} rows={pages.flatMap(({ rows }) => rows)} />;
          }}
        </QueryView>
      </div>
    </Portal>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Paper({ sheet, rows }: { readonly sheet: Sheet; readonly rows: readonly SheetRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const { handover, office, outcomes, named } = sheet;
  const receiver = (id: number | null) => (id === null ? t(($) => $.handover.sheet.pool) : nameOf(id));
  const takers = handover.receivers.flatMap(({ personId }) => personId ?? []);
  const title = t(($) => $.handover.sheet.title);
  useEffect(() => {
    document.title = `${title} ${nameOf(handover.personId)}`;
  }, [title, nameOf, handover.personId]);
  return (
    <main className={classes.paper} data-paper="">
      <h1>{title}</h1>
      <dl className={classes.facts}>
        <Fact label={t(($) => $.handover.sheet.office)}>{office}</Fact>
        <Fact label={t(($) => $.handover.sheet.person)}>{nameOf(handover.personId)}</Fact>
        <Fact label={t(($) => $.handover.sheet.date)}>{format.full(handover.at)}</Fact>
        <Fact label={t(($) => $.handover.sheet.by)}>{nameOf(handover.byId)}</Fact>
        {handover.reason === null ? null : (
          <Fact label={t(($) => $.handover.sheet.reason)}>{handover.reason}</Fact>
        )}
      </dl>
      {handover.undoneAt === null ? null : (
        <p className={classes.undone}>
          {t(($) => $.handover.sheet.undone, { when: format.full(handover.undoneAt) })}
        </p>
      )}
      <h2>{t(($) => $.handover.sheet.receivers)}</h2>
      <table className={classes.figures}>
        <thead>
          <tr>
            <th scope="col">{t(($) => $.handover.sheet.receiver)}</th>
            <th scope="col">{t(($) => $.handover.sheet.count)}</th>
          </tr>
        </thead>
        <tbody>
          {handover.receivers.map(({ personId, customers }) => (
            <tr key={personId ?? 0}>
              <td>{receiver(personId)}</td>
              <td>{format.number(customers)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t(($) => $.handover.sheet.total)}</th>
            <td>{format.number(handover.customers)}</td>
          </tr>
          {outcomes.map(({ key, count }) => (
            <tr key={key}>
              <td>{t(($) => $.handover.outcomes[key])}</td>
              <td>{format.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {named ? null : <p>{t(($) => $.handover.sheet.figuresOnly)}</p>}
      {handover.receivers.map(({ personId, customers }) => (
        <Part
          key={personId ?? 0}
          title={t(($) => $.handover.sheet.part, {
            name: receiver(personId),
            number: format.number(customers),
          })}
          rows={rows.filter((row) => row.personId === personId && !row.deleted)}
        />
      ))}
      <Part
        title={t(($) => $.handover.kinds.deletedCustomers)}
        rows={rows.filter(({ deleted }) => deleted)}
      />
      <section className={classes.signatures} aria-label={t(($) => $.handover.sheet.signatures)}>
        <Signature role={t(($) => $.handover.sheet.giver)} name={nameOf(handover.personId)} />
        {takers.map((id) => (
          <Signature key={id} role={t(($) => $.handover.sheet.taker)} name={nameOf(id)} />
        ))}
        <Signature role={t(($) => $.handover.sheet.superior)} name="" />
      </section>
    </main>
  );
}

function Part({ title, rows }: { readonly title: string; readonly rows: readonly SheetRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <table className={classes.part}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t(($) => $.handover.sheet.nth)}</th>
          <th scope="col">{t(($) => $.handover.sheet.number)}</th>
          <th scope="col">{t(($) => $.handover.sheet.name)}</th>
          <th scope="col">{t(($) => $.handover.sheet.level)}</th>
          <th scope="col">{t(($) => $.handover.sheet.status)}</th>
          <th scope="col">{t(($) => $.handover.sheet.tasks)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.position}>
            <td>{format.number(index + 1)}</td>
            <td>{row.number}</td>
            <td>{row.name}</td>
            <td>{row.level ?? ''}</td>
            <td>{t(($) => $.customers.statuses[row.status])}</td>
            <td>{row.tasks === 0 ? '' : format.number(row.tasks)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Signature({ role, name }: { readonly role: string; readonly name: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <span>
        {role} {name}
      </span>
      <span className={classes.line} />
      <span>{t(($) => $.handover.sheet.signed)}</span>
      <span className={classes.line} />
    </div>
  );
}
