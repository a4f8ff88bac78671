import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkEmail, checkPhone, checkPostcode, checkTaxNumber, checkUrl } from '#core/customers/checks.ts';
import { defaultChoices } from '#core/choices/default-choices.ts';
import type { ChoiceKind } from '#core/choices/choices.contract.ts';
import { verifyLog } from '#core/log/index.ts';
import { loadPoolRules } from '#core/settings/index.ts';
import { openOffice, type Office } from '#server/compose.ts';
import { quickPasswords, silentLog } from '#testing/app/create-test-app.ts';
import { builtInRoles } from '#core/permissions/rights.ts';
import { createRouterClient } from '@orpc/server';
import { choicesByLabel, createInventor } from './generate.ts';

const kinds = Object.entries(defaultChoices) as [ChoiceKind, readonly string[]][];
const choices = choicesByLabel(
  kinds.flatMap(([kind, labels], at) =>
    labels.map((label, nth) => ({ kind, label, id: at * 100 + nth + 1 })),
  ),
);

describe('invented customers', () => {
  const invent = (seed: number, count: number) => {
    const inventor = createInventor(seed, choices);
    return Array.from({ length: count }, () => inventor.customer());
  };

  test('are the same for the same seed and others for another', () => {
    expect(invent(5, 50)).toEqual(invent(5, 50));
    expect(invent(6, 50)).not.toEqual(invent(5, 50));
  });

  test('pass every check of the format, check digits of tax numbers too', () => {
    for (const fields of invent(1, 2000)) {
      const warnings = [
        checkPhone(fields.phone ?? ''),
        checkPhone(fields.fax ?? ''),
        checkEmail(fields.email ?? ''),
        checkUrl(fields.website ?? ''),
        checkTaxNumber(fields.taxNumber ?? ''),
        checkPostcode(fields.postcode ?? ''),
      ];
      expect({ fields, warnings: warnings.filter((warning) => warning !== null) }).toEqual({
        fields,
        warnings: [],
      });
    }
  });

  test('are mostly different, of every form and skewed as in a real office', () => {
    const all = invent(3, 5000);
    expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThan(4900);
    expect(all.some(({ name }) => /（\p{Script=Han}+）/u.test(name))).toBe(true);
    expect(all.some(({ name }) => /[a-z\d]/i.test(name))).toBe(true);
    expect(all.some(({ type }) => type === 'person')).toBe(true);
    const count = (status: string) => all.filter((fields) => fields.status === status).length;
    expect(count('potential')).toBeGreaterThan(2 * count('interested'));
    expect(count('interested')).toBeGreaterThan(count('deal'));
  });
});

describe('the demo office', () => {
  let dataDir = '';
  let office: Office;
  const open = (demo: boolean) => openOffice({ dataDir, log: silentLog, passwords: quickPasswords, demo });
  const rows = (from: 'customer' | 'ownership_event') => office.services.db.selectFrom(from);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kechi-demo-'));
    office = await open(true);
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('has somebody for every role, each able to sign in with the password shown', async () => {
    const people = office.services.demo ?? [];
    expect(new Set(people.flatMap(({ roles }) => roles))).toEqual(new Set(builtInRoles));
    for (const { name, password } of people) {
      let token: string | null = null;
      const session = { get: () => token, set: (given: string | null) => void (token = given) };
      const client = createRouterClient(office.router, {
        context: () => office.context({ door: 'direct', device: 'test', address: 'local', session }),
      });
      const me = await client.sessions.signIn({ name, password });
      expect(me).toMatchObject({ name, mustChangePassword: false });
    }
  });

  test('has customers in every state', async () => {
    const states = await rows('customer').select(['owner_id', 'deleted_at', 'status', 'parent_id']).execute();
    expect(states.length).toBeGreaterThan(350);
    const live = states.filter((row) => row.deleted_at === null);
    expect(live.filter((row) => row.owner_id === null).length).toBeGreaterThan(80);
    expect(live.filter((row) => row.owner_id !== null).length).toBeGreaterThan(80);
    expect(states.length - live.length).toBeGreaterThan(5);
    expect(live.filter((row) => row.parent_id !== null)).toHaveLength(2);
    expect(new Set(live.map((row) => row.status)).size).toBe(4);
    const kinds = await rows('ownership_event').select('kind').distinct().execute();
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(
      new Set(['created', 'claimed', 'returned', 'takenBack', 'assigned']),
    );
    expect((await loadPoolRules(office.services.db)).limits).toHaveLength(1);
  });

  test('has a history that holds together: events in order, owners as the events say, the log unbroken', async () => {
    const { db, hasher, breathe } = office.services;
    expect(await verifyLog(db, hasher, breathe)).toMatchObject({ firstBad: null });
    const events = await rows('ownership_event').selectAll().orderBy('id').execute();
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
    expect(Date.parse(events.at(-1)?.at ?? '')).toBeLessThanOrEqual(Date.now());
    const owners = new Map(events.map((event) => [event.customer_id, event.to_id]));
    const customers = await rows('customer').select(['id', 'owner_id']).execute();
    expect(new Map(customers.map((row) => [row.id, row.owner_id]))).toEqual(owners);
  });

  test('shows its people only where it was started as a demo, and is not filled twice', async () => {
    const before = office.services.demo;
    await office.close();
    office = await open(false);
    expect(office.services.demo).toBeNull();
    await office.close();
    office = await open(true);
    expect(office.services.demo).toEqual(before);
  });
});
