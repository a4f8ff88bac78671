import { owning, reading, writing } from '../rpc/procedure.ts';
import { AppError } from '../shared/errors.ts';
import { checkLines } from './check-lines.ts';
import { dismissPair, listLikely } from './likely-pairs.ts';
import { readCheckFile } from './read-check-file.ts';
import { searchState, startSearch } from './search-register.ts';

/** A `File`, which core knows no type of. */
async function bytesOf(file: object): Promise<Uint8Array> {
  if (!('arrayBuffer' in file) || typeof file.arrayBuffer !== 'function')
    throw new AppError('invalidInput', {}, { field: 'file' });
  return new Uint8Array(await (file.arrayBuffer() as Promise<ArrayBuffer>));
}

export const duplicatesRouter = {
  check: reading.duplicates.check.handler(({ context, input }) => checkLines(context, input.lines)),
  readFile: owning.duplicates.readFile.handler(async ({ context: { services }, input }) =>
    readCheckFile(services, await bytesOf(input.file)),
  ),
  likely: reading.duplicates.likely.handler(({ context, input }) => listLikely(context, input)),
  searchState: reading.duplicates.searchState.handler(({ context }) => searchState(context.services)),
  search: owning.duplicates.search.handler(({ context: { services, actor } }) =>
    startSearch(services, actor),
  ),
  dismiss: writing.duplicates.dismiss.handler(async ({ context, input }) => {
    await dismissPair(context, input.id);
    return { dismissed: true } as const;
  }),
};
