import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuerySchema } from '#core/customers/customers.contract.ts';
import type { Block } from '#core/printing/engine/document.ts';
import type { PrintKind } from '#core/printing/print-kinds.contract.ts';
import { orpc } from '../../lib/rpc.ts';
import { useCan } from '../../lib/session.ts';
import { CardPrint, type CardToPrint } from './CardPrint.tsx';
import { InteractionsPrint } from './InteractionsPrint.tsx';
import { ListPrint } from './ListPrint.tsx';
import { BarePreview, Preview } from './Preview.tsx';
import classes from './printing.module.css';
import { useDocument } from './use-paper-words.ts';

interface SetupPreviewProps {
  readonly kind: PrintKind;
  readonly cardWords: Pick<CardToPrint, 'fieldLabel' | 'fieldWords'>;
}

/** Enough for a page and the beginning of the next. */
const shownRows = 40;
const columns = ['name', 'number', 'status', 'owner', 'region', 'industry', 'phone'] as const;
const nothing = () => undefined;
const sort = { by: 'updatedAt', direction: 'desc' } as const;

/** What a template looks like, on the office's own data as far as the person may print them. */
export function SetupPreview({ kind, cardWords }: SetupPreviewProps) {
  const { t } = useTranslation();
  const mayPrint = useCan('customers.print');
  const real = mayPrint && kind !== 'handover' && kind !== 'duplicates';
  const query = useMemo(() => customerQuerySchema.parse({ view: 'pool', segment: 'claimed' }), []);
  const { data: customers } = useQuery({
    ...orpc.customers.list.queryOptions({ input: { ...query, sort, limit: shownRows } }),
    enabled: real,
  });
  const ids = useMemo(
    () => customers?.rows.flatMap(({ id, abilities }) => (abilities.includes('print') ? [id] : [])) ?? [],
    [customers],
  );
  const [first] = ids;
  const preview = () => {
    if (!real || (customers !== undefined && first === undefined)) return <Sample kind={kind} />;
    if (first === undefined) return null;
    if (kind === 'card')
      return (
        <CardPrint asked={{ kind: 'card', customerId: first, ...cardWords }} opened={0} onClose={nothing} />
      );
    if (kind === 'interactions')
      return (
        <InteractionsPrint
          asked={{
            kind: 'interactions',
            title: t(($) => $.printing.report),
            said: [],
            question: { view: 'all', search: '', customerId: first },
          }}
          opened={0}
          onClose={nothing}
        />
      );
    const fields = { region: 'regionCode', industry: 'industryId' } as const;
    return (
      <ListPrint
        noun={kind === 'contacts' ? 'contacts' : 'customers'}
        list={{
          kind: 'list',
          title: t(($) => $.customers.pool),
          said: [],
          page: [],
          selected: ids,
          asked: {
            query,
            sort,
            columns: columns.map((key) => ({
              key,
              title: t(($) => $.customers.fields[key === 'region' || key === 'industry' ? fields[key] : key]),
              width: key === 'name' ? 240 : 110,
            })),
          },
        }}
        opened={0}
        onClose={nothing}
      />
    );
  };
  return (
    <section className={classes.shown} aria-label={t(($) => $.printing.preview)}>
      {real ? null : (
        <Text size="sm" c="var(--kc-dim)" p="xs">
          {t(($) => $.printing.setup.sample)}
        </Text>
      )}
      <BarePreview value>{preview()}</BarePreview>
    </section>
  );
}

/** Invented rows, for what there is nothing of, or nothing that the person may print. */
function Sample({ kind }: { kind: PrintKind }) {
  const { t } = useTranslation();
  const title = t(($) => $.printing.kinds[kind]);
  const blocks = useMemo<readonly Block[]>(
    () => [
      { kind: 'title', text: title },
      { kind: 'head', texts: [t(($) => $.printing.counts.customers, { count: 3, figure: '3' })] },
      {
        kind: 'table',
        pageSum: null,
        columns: [
          { title: t(($) => $.printing.nth), width: 44 },
          { title: t(($) => $.customers.fields.name), width: 260 },
          { title: t(($) => $.customers.fields.phone), width: 120 },
        ],
        rows: t(($) => $.printing.setup.sampleNames)
          .split('|')
          .map((name, at) => ({ style: 'row', cells: [String(at + 1), name, '010-55550123'] })),
      },
    ],
    [t, title],
  );
  const printed = useDocument(kind, title, blocks);
  return <Preview kind={kind} document={printed} token={null} rows={0} onClose={nothing} />;
}
