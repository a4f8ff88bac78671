import { sql, type RawBuilder } from 'kysely';

/**
 * Ids to stand behind `in`, as one parameter, however many they are: nothing is built and prepared anew for each number of them.
 */
export const among = (ids: readonly number[]): RawBuilder<number> =>
  sql<number>`(select value from json_each(${JSON.stringify(ids)}))`;
