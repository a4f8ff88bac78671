import type { Birthday, Contact, Way } from '../contacts/contacts.contract.ts';
import type { Interaction } from '../interactions/interactions.contract.ts';
import type { Inquiry } from '../rpc/context.ts';
import { localTime, namesOf, type Cells } from './customer-cells.ts';
import type { CellKind, CellValue } from './export-files.ts';
import type { ContactHeading, ExportWords, InteractionHeading } from './export-words.ts';

type Parts<Heading extends string, Row> = readonly (readonly [
  Heading,
  CellKind,
  number,
  (row: Row) => CellValue,
])[];

function columns<Heading extends string, Row>(
  headings: Readonly<Record<Heading, string>>,
  parts: Parts<Heading, Row>,
): readonly Cells<Row>[] {
  return parts.map(([heading, kind, width, cell]) => ({
    key: heading,
    title: headings[heading],
    kind,
    width,
    cell,
  }));
}

const ways = (list: readonly Way[]): string => list.map(({ value }) => value).join('; ');

/** A solar birthday with its year is a date; any other a text that says what it is. */
function birthdayCell(birthday: Birthday | null, words: ExportWords): string | null {
  if (birthday === null) return null;
  const { calendar, year, month, day, leap } = birthday;
  const two = (figure: number) => String(figure).padStart(2, '0');
  const date = `${year === null ? '' : `${year}-`}${two(month)}-${two(day)}`;
  if (calendar === 'solar') return date;
  return `${words.lunar} ${date}${leap ? ` (${words.leap})` : ''}`;
}

/** The columns of a file of contacts; `numbers` are those of their customers. */
export function contactCells(
  words: ExportWords,
  numberOf: (customerId: number) => string,
): readonly Cells<Contact>[] {
  const yes = (value: boolean) => (value ? words.yes : null);
  return columns<ContactHeading, Contact>(words.contact, [
    ['customer', 'text', 240, (row) => row.customerName],
    ['customerNumber', 'text', 100, (row) => numberOf(row.customerId)],
    ['name', 'text', 110, (row) => row.name],
    ['department', 'text', 110, (row) => row.department],
    ['position', 'text', 110, (row) => row.position],
    ['decisionRole', 'text', 90, (row) => row.decisionRole && words.decisionRoles[row.decisionRole]],
    ['gender', 'text', 60, (row) => row.gender && words.genders[row.gender]],
    ['phones', 'text', 180, (row) => ways(row.phones)],
    ['emails', 'text', 200, (row) => ways(row.emails)],
    ['wechat', 'text', 120, (row) => row.wechat],
    ['qq', 'text', 100, (row) => row.qq],
    ['birthday', 'date', 110, (row) => birthdayCell(row.birthday, words)],
    ['address', 'text', 240, (row) => row.address],
    ['hobbies', 'text', 160, (row) => row.hobbies],
    ['remark', 'text', 240, (row) => row.remark],
    ['main', 'text', 90, (row) => yes(row.main)],
    ['leftCompany', 'text', 80, (row) => yes(row.leftCompany)],
  ]);
}

/** The columns of a file of interactions. */
export async function interactionCells(
  inquiry: Inquiry,
  words: ExportWords,
): Promise<readonly Cells<Interaction>[]> {
  const time = localTime(inquiry.services.clock);
  const nameOf = await namesOf(inquiry);
  const status = (value: Interaction['statusBefore']) => value && words.statuses[value];
  const comment = ({ personId, createdAt, text }: Interaction['comments'][number]) =>
    `${nameOf(personId) ?? ''} ${time(createdAt)?.replace('T', ' ') ?? ''}: ${text}`;
  return columns<InteractionHeading, Interaction>(words.interaction, [
    ['happenedAt', 'time', 130, (row) => time(row.happenedAt)],
    ['channel', 'text', 70, (row) => words.channels[row.channel]],
    ['customer', 'text', 240, (row) => row.customerName],
    ['person', 'text', 90, (row) => nameOf(row.personId)],
    ['contacts', 'text', 140, (row) => row.contacts.map(({ name }) => name).join(words.between)],
    ['subject', 'text', 180, (row) => row.subject],
    ['text', 'text', 420, (row) => row.text],
    ['result', 'text', 160, (row) => row.result],
    ['statusBefore', 'text', 80, (row) => status(row.statusBefore)],
    ['statusAfter', 'text', 80, (row) => status(row.statusAfter)],
    ['comments', 'text', 260, (row) => row.comments.map(comment).join('\n')],
  ]);
}
