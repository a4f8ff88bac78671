import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { nothing, read } from '../rpc/contract-base.ts';

/** What changed, in the words of the lists that show it. `all`: too much was missed, read everything again. */
export const topics = [
  'customers',
  'contacts',
  'people',
  'choices',
  'customFields',
  'views',
  'settings',
  'imports',
  'exports',
  'notices',
  'interactions',
  'attachments',
  'tasks',
  'preferences',
  'session',
  'all',
] as const;
export type Topic = (typeof topics)[number];

export const changesContract = {
  /**
   * A stream of topics after each commit, gathered over a fifth of a second; it carries no data, so it tells nobody
   * more than that something changed; `agoMs`: the last of these changes was so many milliseconds ago. Resumes after the last event id; ends when the session ends.
   */
  watch: read('signedIn')
    .input(nothing)
    .output(eventIterator(z.object({ topics: z.array(z.enum(topics)), agoMs: z.number() }))),
};
