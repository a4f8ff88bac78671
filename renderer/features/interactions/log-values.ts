import type { Channel, Interaction } from '#core/interactions/interactions.contract.ts';
import type { CustomerStatus } from '#core/customers/customers.contract.ts';
import { reminderAt, toInstant, toLocal, type Reminder } from './days.ts';

/** What the form holds. */
export interface LogValues extends Record<string, unknown> {
  readonly channel: Channel;
  /** Local `YYYY-MM-DD HH:mm:ss`; null: now. */
  readonly happenedAt: string | null;
  readonly personId: number;
  readonly contactIds: readonly number[];
  readonly subject: string;
  readonly text: string;
  readonly result: string;
  readonly status: CustomerStatus | null;
  readonly nextStep: {
    readonly what: string;
    /** A day, or empty. */
    readonly dueOn: string;
    readonly personId: number;
    readonly remind: Reminder;
  };
}

/** A new interaction has everything but the text; an edited one what it says. */
export function startValues(me: number, interaction: Interaction | null): LogValues {
  const nextStep = { what: '', dueOn: '', personId: me, remind: 'sameDay' as const };
  if (interaction === null) {
    return {
      channel: 'phone',
      happenedAt: null,
      personId: me,
      contactIds: [],
      subject: '',
      text: '',
      result: '',
      status: null,
      nextStep,
    };
  }
  return {
    channel: interaction.channel,
    happenedAt: toLocal(interaction.happenedAt),
    personId: interaction.personId,
    contactIds: interaction.contacts.map(({ id }) => id),
    subject: interaction.subject ?? '',
    text: interaction.text,
    result: interaction.result ?? '',
    status: null,
    nextStep,
  };
}

/** What goes to the service. The seconds of an unchanged time are kept: the field shows minutes. */
export function fieldsFrom(values: LogValues, interaction: Interaction | null) {
  const { channel, personId, contactIds, subject, text, result } = values;
  const same = interaction !== null && values.happenedAt === toLocal(interaction.happenedAt);
  return {
    channel,
    personId,
    contactIds: [...contactIds],
    subject: subject === '' ? null : subject,
    text,
    result: result === '' ? null : result,
    happenedAt: same ? null : toInstant(values.happenedAt),
  };
}

/** The next step, where anything of it was entered; a day alone is enough. */
export function nextStepFrom({ nextStep }: LogValues, usual: string) {
  const what = nextStep.what.trim();
  if (what === '' && nextStep.dueOn === '') return null;
  return {
    what: what === '' ? usual : what,
    dueOn: nextStep.dueOn,
    personId: nextStep.personId,
    remindAt: reminderAt(nextStep.remind, nextStep.dueOn),
  };
}
