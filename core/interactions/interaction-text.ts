import { indexTokens } from '../customers/index.ts';
import type { Change } from '../rpc/context.ts';
import { foldText } from '../shared/text.ts';
import { commentsOf, writeSearchText, type InteractionValues } from './interactions.repository.ts';

const SEPARATOR = '|';

/** What the texts of an interaction are searched in: folded, its parts joined by `|`, which no folded text contains. */
export function searchTextOf(
  { subject, text, result }: Pick<InteractionValues, 'subject' | 'text' | 'result'>,
  comments: readonly string[],
): string {
  return [subject ?? '', text, result ?? '', ...comments]
    .map(foldText)
    .filter((part) => part !== '')
    .join(SEPARATOR);
}

/** Makes an interaction findable by what its texts and comments say now; `before`: it was findable until now. */
export async function indexTexts(
  { trx, services }: Pick<Change, 'trx' | 'services'>,
  id: number,
  values: Pick<InteractionValues, 'subject' | 'text' | 'result'>,
  before: boolean,
): Promise<void> {
  const comments = (await commentsOf(trx, [id])).get(id) ?? [];
  const searchText = searchTextOf(
    values,
    comments.map(({ text }) => text),
  );
  await writeSearchText(trx, id, searchText);
  if (before) await services.interactionSearch.remove(trx, id);
  await services.interactionSearch.put(trx, id, indexTokens({ public: searchText, phone: '' }));
}
