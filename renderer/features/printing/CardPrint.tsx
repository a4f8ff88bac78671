import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, CustomerFields } from '#core/customers/customers.contract.ts';
import type { Block } from '#core/printing/engine/document.ts';
import { useCustomFields, useCustomWords } from '../../lib/custom-fields.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { fromQuery } from './from-query.ts';
import { Preview } from './Preview.tsx';
import { printingQueries } from './queries.ts';
import { useContactTable } from './use-contact-table.ts';
import { useEntries } from './use-entries.ts';
import { useFileTable } from './use-file-table.ts';
import { usePrintSetup } from './use-print-setup.ts';
import { usePaperFrame } from './use-paper-words.ts';

type Field = Exclude<keyof CustomerFields, 'custom' | 'name'>;

/** One customer with what hangs on it; names and values of its fields are the customers' feature's. */
export interface CardToPrint {
  readonly kind: 'card';
  readonly customerId: number;
  readonly fieldLabel: (field: Field) => string;
  readonly fieldWords: (field: Field, value: unknown) => string;
}

interface CardPrintProps {
  readonly asked: CardToPrint;
  readonly opened: number;
  readonly onClose: () => void;
}

/** In the order of the customer's page. */
const parts = {
  basics: ['shortName', 'type', 'industryId', 'sourceId', 'regionCode', 'tagIds', 'parentId'],
  contact: ['phone', 'email', 'website', 'fax', 'postcode', 'address'],
  invoice: ['taxNumber', 'bank', 'bankAccount'],
  moreInfo: ['legalFormId', 'sizeId', 'revenueFen', 'foundedOn', 'remark'],
} as const satisfies Record<string, readonly Field[]>;
const partKeys = ['basics', 'contact', 'invoice', 'moreInfo'] as const;
const wide: ReadonlySet<string> = new Set(['address', 'remark', 'bankAccount', 'tagIds']);

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly wide?: boolean;
}

/** What is filled in of a customer, part by part, and when things happened. */
function useCardFacts({ fieldLabel, fieldWords }: CardToPrint) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const { all } = useCustomFields();
  const custom = useCustomWords();
  return useMemo(
    () =>
      (customer: Customer, shows: (part: string) => boolean): readonly Block[] => {
        const plain = (field: Field): Fact => ({
          label: fieldLabel(field),
          value: field === 'parentId' ? (customer.parentName ?? '') : fieldWords(field, customer[field]),
          wide: wide.has(field),
        });
        const own = all.map((field): Fact => {
          const value = custom.words(field, customer.custom[field.id]);
          return { label: field.label, value, wide: value.length > 20 };
        });
        const times = (['claimedAt', 'lastInteractionAt', 'updatedAt', 'createdAt'] as const).map((key) => ({
          label: t(($) => $.customers.fields[key]),
          value: format.full(customer[key]),
        }));
        const days = (['nextStepOn', 'lastDealOn'] as const).map((key) => ({
          label: t(($) => $.customers.fields[key]),
          value: customer[key] ?? '',
        }));
        const by = {
          label: t(($) => $.customers.fields.createdBy),
          value: customer.createdBy === null ? '' : nameOf(customer.createdBy),
        };
        const part = (text: string, facts: readonly Fact[]): readonly Block[] => {
          const filled = facts.filter(({ value }) => value !== '');
          return filled.length === 0
            ? []
            : [
                { kind: 'heading', text },
                { kind: 'facts', facts: filled },
              ];
        };
        return [
          ...partKeys.filter(shows).flatMap((key) =>
            part(
              t(($) => $.customers.page[key]),
              [...parts[key].map(plain), ...(key === 'moreInfo' ? own : [])],
            ),
          ),
          ...(shows('record')
            ? part(
                t(($) => $.customers.page.record),
                [...times, ...days, by],
              )
            : []),
        ];
      },
    [fieldLabel, fieldWords, t, format, nameOf, all, custom],
  );
}

export function CardPrint({ asked, opened, onClose }: CardPrintProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const frame = usePaperFrame('card');
  const setup = usePrintSetup();
  const { templateOf } = setup;
  const factsOf = useCardFacts(asked);
  const contactTable = useContactTable();
  const entriesOf = useEntries();
  const [withContacts, setWithContacts] = useState(true);
  const [withInteractions, setWithInteractions] = useState(true);
  const [withFiles, setWithFiles] = useState(false);
  const fileTable = useFileTable();
  const [heading, setHeading] = useState<string | null>(null);
  const gathered = useQuery(
    printingQueries.card(opened, asked.customerId, withContacts, withInteractions, withFiles),
  );
  const { data } = gathered;
  const printed = useMemo(() => {
    if (data === undefined || setup.loading) return null;
    const template = templateOf('card');
    const shows = (part: string) => !template.hidden.includes(part);
    const { customer, contacts, interactions, files } = data;
    const title = heading ?? (template.title || customer.name);
    const marks = [
      `${t(($) => $.customers.fields.number)} ${customer.number}`,
      customer.status === null ? '' : t(($) => $.customers.statuses[customer.status ?? 'potential']),
      customer.level === null ? '' : t(($) => $.customers.levels[customer.level ?? 'none']),
      `${t(($) => $.customers.fields.owner)} ${
        customer.ownerId === null ? t(($) => $.customers.unclaimed) : nameOf(customer.ownerId)
      }`,
    ].filter((text) => text !== '');
    const counted = (text: string, count: number) =>
      t(($) => $.printing.group, { name: text, figure: format.number(count) });
    return frame(title.trim() === '' ? customer.name : title, [
      { kind: 'title', text: title },
      { kind: 'head', texts: [marks.join('　')] },
      ...(template.title === '' || heading !== null
        ? []
        : [{ kind: 'heading' as const, text: customer.name }]),
      ...factsOf(customer, shows),
      ...(contacts.length === 0 || !shows('contacts')
        ? []
        : [
            {
              kind: 'heading' as const,
              text: counted(
                t(($) => $.contacts.tab),
                contacts.length,
              ),
            },
            contactTable(contacts),
          ]),
      ...(interactions.length === 0 || !shows('interactions')
        ? []
        : [
            {
              kind: 'heading' as const,
              text: counted(
                t(($) => $.interactions.page.title),
                interactions.length,
              ),
            },
            entriesOf(interactions, false),
          ]),
      ...(files.length === 0
        ? []
        : [
            {
              kind: 'heading' as const,
              text: counted(
                t(($) => $.attachments.title),
                files.length,
              ),
            },
            fileTable(files),
          ]),
    ]);
  }, [
    data,
    setup.loading,
    templateOf,
    heading,
    t,
    nameOf,
    frame,
    factsOf,
    contactTable,
    entriesOf,
    fileTable,
    format,
  ]);
  return (
    <Preview
      kind="card"
      document={printed}
      {...fromQuery(gathered)}
      rows={1}
      onClose={onClose}
      options={
        <Stack gap="sm">
          <TextInput
            label={t(($) => $.printing.title)}
            maxLength={80}
            value={heading ?? (templateOf('card').title || (data?.customer.name ?? ''))}
            onChange={(event) => setHeading(event.currentTarget.value)}
          />
          <Checkbox
            label={t(($) => $.printing.withContacts)}
            checked={withContacts}
            onChange={(event) => setWithContacts(event.currentTarget.checked)}
          />
          <Checkbox
            label={t(($) => $.printing.withInteractions)}
            checked={withInteractions}
            onChange={(event) => setWithInteractions(event.currentTarget.checked)}
          />
          <Checkbox
            label={t(($) => $.printing.withFiles)}
            checked={withFiles}
            onChange={(event) => setWithFiles(event.currentTarget.checked)}
          />
        </Stack>
      }
    />
  );
}
