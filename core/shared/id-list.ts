import { sql, type RawBuilder } from 'kysely';

/**
 * Some ids for `in`, as one parameter however many they are: nothing is built and prepared anew for each number of rows of a page.
 */
export const idList = (ids: Iterable<number>): RawBuilder<number> =>
  sql<number>`(select value from json_each(${JSON.stringify([...ids])}))`;
