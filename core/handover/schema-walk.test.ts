import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestApp } from '#testing/app/create-test-app.ts';
import { handoverKinds, stays } from './kinds.ts';

/**
 * A table that refers to a person holds something that is somebody's. Either handing over moves it (a kind in
 * `handoverKinds`, with the column among its `columns`), or it stays, with the reason in `stays`.
 */
test('every column that refers to a person is handed over or stays for a reason', async () => {
  const app = await createTestApp({ people: [] });
  try {
    const { db } = app.office.services;
    const { rows } = await sql<{ place: string }>`
      select tables.name || '.' || refers."from" as place
      from sqlite_master as tables join pragma_foreign_key_list(tables.name) as refers
      where tables.type = 'table' and refers."table" = 'person' order by place`.execute(db);
    const known = new Set([...Object.keys(stays), ...handoverKinds.flatMap(({ columns }) => columns)]);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.map(({ place }) => place).filter((place) => !known.has(place))).toEqual([]);
    const places = new Set(rows.map(({ place }) => place));
    expect([...known].filter((place) => !places.has(place))).toEqual([]);
  } finally {
    await app.close();
  }
});
