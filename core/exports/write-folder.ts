import { customerFiles, openFile } from '../attachments/index.ts';
import { contactsToExport } from '../contacts/index.ts';
import { presentById } from '../customers/index.ts';
import type { Customer } from '../customers/customers.contract.ts';
import { interactionsToExport } from '../interactions/index.ts';
import { interactionQuestionSchema } from '../interactions/interactions.contract.ts';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { numberedFileName, offeredFileName } from '../shared/file-name.ts';
import type { FolderWriter, Sheet } from './export-files.ts';
import { exportWords } from './export-words.ts';
import { goOn, type Run, type Task } from './export-work.ts';
import type { FolderInput } from './exports.contract.ts';
import { folderCells } from './folder-sheet.ts';
import { contactCells, interactionCells } from './hanging-cells.ts';
import { rowsOf } from './produce.ts';

const names = {
  'zh-CN': { card: '客户卡', workbook: '客户资料', files: '文件' },
  en: { card: 'Customer card', workbook: 'Customer', files: 'Files' },
} as const;

/** The customer as the person sees it, where it is theirs to take out; `notFound` as for one that is not there. */
export async function customerToTake(inquiry: Inquiry, customerId: number): Promise<Customer> {
  const customer = await presentById(inquiry, customerId);
  if (!customer.abilities.includes('export')) throw new AppError('notFound');
  return customer;
}

/** The customer, its contacts and its interactions, each on a sheet of its own. */
async function sheetsOf(
  run: Run,
  inquiry: Inquiry,
  customer: Customer,
  input: FolderInput,
): Promise<Sheet[]> {
  const words = exportWords[input.language];
  const columns = await folderCells(inquiry, input.language);
  const contactColumns = contactCells(words, () => customer.number);
  const interactionColumns = await interactionCells(inquiry, words);
  async function* itself() {
    yield rowsOf(columns, [customer]);
  }
  async function* contacts() {
    const found = await contactsToExport(inquiry, [customer.id], 'export');
    run.work.rows += found.contacts.length;
    yield rowsOf(contactColumns, found.contacts);
  }
  async function* interactions() {
    const question = interactionQuestionSchema.parse({ view: 'all', customerId: customer.id });
    for await (const piece of interactionsToExport(inquiry, question, 'export')) {
      goOn(run);
      run.work.rows += piece.interactions.length;
      yield rowsOf(interactionColumns, piece.interactions);
    }
  }
  return [
    { sheet: words.sheets.customers, columns, rows: itself() },
    { sheet: words.sheets.contacts, columns: contactColumns, rows: contacts() },
    { sheet: words.sheets.interactions, columns: interactionColumns, rows: interactions() },
  ];
}

/** The person is not kept waiting longer than so many milliseconds. */
const patience = 3000;

/** Bytes on their way: stopped where that is asked for, and in the background where they are many. */
async function* watched(
  run: Run,
  bytes: AsyncIterable<Uint8Array>,
  began: number,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    goOn(run);
    if (run.services.clock.now() - began > patience) run.answer();
    yield piece;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Every file that the person may open; what is damaged or masked stays out and is counted. Each is in the log. */
async function putFiles(
  run: Run,
  inquiry: Inquiry,
  folder: FolderWriter,
  within: string,
  customerId: number,
) {
  const { services, actor, work } = run;
  const taken = new Set<string>();
  const began = services.clock.now();
  let files = 0;
  for await (const { versionId } of customerFiles(inquiry, customerId)) {
    goOn(run);
    const file = await openFile(services, actor, { versionId, saving: true }).catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    });
    if (file === null) {
      work.leftOut = { ...work.leftOut, count: work.leftOut.count + 1 };
      continue;
    }
    const offered = offeredFileName(file.name);
    const isTaken = (name: string) => taken.has(name.toLowerCase());
    const name = isTaken(offered) ? numberedFileName(offered, isTaken) : offered;
    taken.add(name.toLowerCase());
    const { object } = file;
    const bytes =
      object.bytes === 0 ? nothing() : services.objects.read(object, { from: 0, to: object.bytes - 1 });
    await folder.file(`${within}/${name}`, watched(run, bytes, began));
    files += 1;
  }
  return files;
}

/** The whole of one customer: its card, a workbook of everything, its files. */
export function folderTask(input: FolderInput): Task {
  const { customerId, language, card } = input;
  const word = names[language];
  return {
    noun: 'folder',
    format: 'zip',
    write: async (run) => {
      const { services, actor, exportId, work } = run;
      const bytes = await services.exportFiles.takeCard(actor.id, card.bytes);
      if (bytes === null) throw new AppError('cardMissing');
      return services.snapshot(async (db) => {
        const inquiry = { services, actor, db };
        const customer = await customerToTake(inquiry, customerId);
        const folder = await services.exportFiles.createFolder(exportId);
        try {
          const top = offeredFileName(customer.name);
          await folder.file(`${top}/${word.card}.${card.kind}`, bytes);
          await folder.workbook(
            `${top}/${word.workbook}.xlsx`,
            await sheetsOf(run, inquiry, customer, input),
          );
          work.rows += 1;
          const files = await putFiles(run, inquiry, folder, `${top}/${word.files}`, customerId);
          return { bytes: await folder.finish(), logged: { customerId, number: customer.number, files } };
        } catch (error) {
          await folder.abort();
          throw error;
        }
      });
    },
  };
}
