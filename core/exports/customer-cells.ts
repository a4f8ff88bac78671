import type { Choice } from '../choices/choices.contract.ts';
import { listChoices } from '../choices/index.ts';
import type { CustomField, CustomFieldKind, CustomValue } from '../custom-fields/custom-fields.contract.ts';
import { listCustomFields } from '../custom-fields/index.ts';
import type { CustomerRow } from '../customers/customers.contract.ts';
import { listNames } from '../people/index.ts';
import { regionLabel } from '../regions/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import type { CellKind, CellValue, FileColumn } from './export-files.ts';
import type { ExportWords } from './export-words.ts';
import type { CustomerColumnKey, ExportWhat } from './exports.contract.ts';

/** A column of a file, and what stands in it for a record. */
export interface Cells<Row> extends FileColumn {
  /** By which it is known, whatever it is called. */
  readonly key: string;
  readonly cell: (row: Row) => CellValue;
}

const minuteMs = 60_000;

/** Instants as the office's day and time, `YYYY-MM-DDTHH:MM`. */
export function localTime(clock: Clock): (instant: string | null) => string | null {
  const starts = new Map<string, number>();
  const two = (figure: number) => String(figure).padStart(2, '0');
  return (instant) => {
    if (instant === null) return null;
    const day = clock.dayOf(instant);
    let start = starts.get(day);
    if (start === undefined) {
      start = Date.parse(clock.startOf(day));
      starts.set(day, start);
    }
    const minutes = Math.floor((Date.parse(instant) - start) / minuteMs);
    return `${day}T${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  };
}

/** Names of people by id. */
export async function namesOf({ db }: Pick<Inquiry, 'db'>): Promise<(id: number | null) => string | null> {
  const names = new Map((await listNames(db)).map(({ id, name }) => [id, name]));
  return (id) => (id === null ? null : (names.get(id) ?? null));
}

const kindOf: Record<CustomFieldKind, CellKind> = {
  text: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  choice: 'text',
  choices: 'text',
  yesNo: 'text',
};

function customCell(field: CustomField, value: CustomValue | undefined, words: ExportWords): CellValue {
  if (value === undefined) return null;
  const label = (id: unknown) => field.options.find((option) => option.id === id)?.label ?? '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map(label).join(words.between);
  return field.kind === 'choice' ? label(value) : value;
}

type Known = Record<
  Exclude<CustomerColumnKey, `custom:${number}`>,
  readonly [CellKind, Cells<CustomerRow>['cell']]
>;

function knownColumns(
  words: ExportWords,
  lookup: {
    readonly choices: readonly Choice[];
    readonly nameOf: (id: number | null) => string | null;
    readonly time: (instant: string | null) => string | null;
  },
): Known {
  const { nameOf, time } = lookup;
  const labels = new Map(lookup.choices.map(({ id, label }) => [id, label]));
  const label = (id: number | null) => (id === null ? null : (labels.get(id) ?? null));
  return {
    name: ['text', (row) => row.name],
    number: ['text', (row) => row.number],
    status: ['text', (row) => row.status && words.statuses[row.status]],
    level: ['text', (row) => row.level && words.levels[row.level]],
    owner: ['text', (row) => (row.ownerId === null ? words.unclaimed : nameOf(row.ownerId))],
    sharedBy: ['text', (row) => row.share && nameOf(row.share.byId)],
    shareMode: ['text', (row) => row.share && words.shareModes[row.share.mode]],
    shareUntil: ['date', (row) => row.share && (row.share.untilOn ?? words.unlimited)],
    sharedSince: ['time', (row) => row.share && time(row.share.since)],
    fallsBack: ['date', (row) => (row.locked === true ? words.locked : (row.fallsBack?.on ?? null))],
    region: ['text', (row) => row.regionCode && regionLabel(row.regionCode)],
    industry: ['text', (row) => label(row.industryId)],
    phone: ['text', (row) => row.phone],
    tags: ['text', (row) => row.tagIds.map(label).join(words.between)],
    source: ['text', (row) => label(row.sourceId)],
    claimedAt: ['time', (row) => time(row.claimedAt)],
    updatedAt: ['time', (row) => time(row.updatedAt)],
    createdAt: ['time', (row) => time(row.createdAt)],
    lastInteractionAt: ['time', (row) => time(row.lastInteractionAt)],
    nextStepOn: ['date', (row) => row.nextStepOn],
    shortName: ['text', (row) => row.shortName],
    type: ['text', (row) => row.type && words.types[row.type]],
    email: ['text', (row) => row.email],
    address: ['text', (row) => row.address],
  };
}

/** The columns of a file of customers, as they were asked for. Refuses a custom field that is not there. */
export async function customerCells(
  inquiry: Inquiry,
  asked: Extract<ExportWhat, { noun: 'customers' }>['columns'],
  words: ExportWords,
): Promise<readonly Cells<CustomerRow>[]> {
  const { db, services } = inquiry;
  const known = knownColumns(words, {
    choices: await listChoices(db),
    nameOf: await namesOf(inquiry),
    time: localTime(services.clock),
  });
  const fields = new Map((await listCustomFields(db)).map((field) => [`custom:${field.id}`, field]));
  const isKnown = (key: string): key is keyof Known => Object.hasOwn(known, key);
  return asked.map(({ key, title, width }) => {
    if (isKnown(key)) {
      const [kind, cell] = known[key];
      return { key, title, width, kind, cell };
    }
    const field = fields.get(key);
    if (field === undefined) throw new AppError('invalidInput', {}, { field: 'columns' });
    const cell = (row: CustomerRow) => customCell(field, row.custom[field.id], words);
    return { key, title, width, kind: kindOf[field.kind], cell };
  });
}
