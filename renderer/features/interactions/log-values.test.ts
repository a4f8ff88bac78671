import { expect, it } from 'vitest';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { fieldsFrom, nextStepFrom, startValues } from './log-values.ts';

const logged: Interaction = {
  id: 5,
  customerId: 7,
  customerName: '甲公司',
  channel: 'visit',
  happenedAt: '2026-11-20T03:04:05.678Z',
  personId: 2,
  subject: null,
  text: '谈了价格',
  result: '再约',
  statusBefore: null,
  statusAfter: null,
  contacts: [{ id: 9, name: '王工' }],
  comments: [],
  files: 0,
  createdBy: 2,
  createdAt: '2026-11-20T03:05:00.000Z',
  editableUntil: '2026-11-23T03:05:00.000Z',
  version: 1,
  abilities: ['edit'],
};

it('a new one has everything but the text: phone, now, me', () => {
  const values = startValues(3, null);
  expect(fieldsFrom(values, null)).toEqual({
    channel: 'phone',
    happenedAt: null,
    personId: 3,
    contactIds: [],
    subject: null,
    text: '',
    result: null,
  });
  expect(nextStepFrom(values, '继续跟进')).toBeNull();
});

it('what was not touched is sent as it was, to the millisecond', () => {
  const values = startValues(3, logged);
  expect(fieldsFrom(values, logged)).toMatchObject({ happenedAt: null, contactIds: [9], result: '再约' });
  const moved = { ...values, happenedAt: '2026-11-20 11:30:00' };
  expect(fieldsFrom(moved, logged).happenedAt).toBe(new Date(2026, 10, 20, 11, 30).toISOString());
});

it('a day alone is a next step, and so is a text that still needs its day', () => {
  const values = startValues(3, null);
  const on = { ...values, nextStep: { ...values.nextStep, dueOn: '2026-12-01' } };
  expect(nextStepFrom(on, '继续跟进')).toEqual({
    what: '继续跟进',
    dueOn: '2026-12-01',
    personId: 3,
    remindAt: new Date(2026, 11, 1, 9).toISOString(),
  });
  const what = { ...values, nextStep: { ...values.nextStep, what: ' 寄样品 ', remind: 'none' as const } };
  expect(nextStepFrom(what, '继续跟进')).toMatchObject({ what: '寄样品', dueOn: '', remindAt: null });
});
