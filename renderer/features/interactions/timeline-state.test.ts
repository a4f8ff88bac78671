import fc from 'fast-check';
import { expect, it } from 'vitest';
import { channels, interactionViews } from '#core/interactions/interactions.contract.ts';
import { parseLocalDate } from '#core/shared/local-date.ts';
import {
  dayRanges,
  daysOf,
  questionOf,
  rangeOf,
  readTimelineState,
  writeTimelineState,
} from './timeline-state.ts';

const today = parseLocalDate('2026-11-23')!;

it('what is written into the address is read from it again', () => {
  const state = fc.record({
    view: fc.constantFrom(...interactionViews),
    search: fc.string({ maxLength: 200 }),
    channels: fc.subarray([...channels]),
    from: fc.constantFrom('', '2026-11-01'),
    to: fc.constantFrom('', '2026-11-23'),
    where: fc.constantFrom(null, {
      join: 'or' as const,
      items: [{ field: 'said', op: 'contains' as const, values: ['报价'] }],
    }),
    saved: fc.constantFrom(null, 'none' as const, 7),
  });
  fc.assert(
    fc.property(state, (wanted) => {
      expect(readTimelineState(writeTimelineState(wanted), wanted.view)).toEqual(wanted);
    }),
  );
});

it('leaves out what makes no sense', () => {
  const state = readTimelineState(
    { view: 'nobody', q: 42, channel: 'fax_visit', from: '2026-02-30', where: 'x', saved: 'y' },
    'mine',
  );
  expect(state).toEqual({
    view: 'mine',
    search: '42',
    channels: ['visit'],
    from: '',
    to: '',
    where: null,
    saved: null,
  });
  expect(questionOf(state)).toEqual({ view: 'mine', search: '42', channels: ['visit'] });
});

it('knows its own ranges of days', () => {
  for (const range of dayRanges) expect(rangeOf(daysOf(range, today), today)).toBe(range);
  expect(rangeOf({ from: '2026-01-01', to: '2026-02-01' }, today)).toBe('own');
});
