import { type } from '@orpc/contract';
import { z } from 'zod';
import { conditionsSchema } from '../conditions/conditions.contract.ts';
import { customerQuerySchema } from '../customers/customers.contract.ts';
import { channels, interactionViews } from '../interactions/interactions.contract.ts';
import { day, id, read, shortText, version, write, type WithAbilities } from '../rpc/contract-base.ts';
import { layoutSchema } from '../settings/settings.contract.ts';

/** The lists that keep views. */
export const viewLists = ['mine', 'pool', 'sharedWithMe', 'subordinates', 'interactions'] as const;
export type ViewList = (typeof viewLists)[number];

const customerQuestion = customerQuerySchema.omit({ view: true });
const interactionQuestion = z.strictObject({
  view: z.enum(interactionViews),
  search: z.string().max(400),
  channels: z.array(z.enum(channels)).max(channels.length),
  from: day.nullable(),
  to: day.nullable(),
  where: conditionsSchema.optional(),
});
/** What a list is asked: of customers, or of interactions. */
export const viewQuestionSchema = z.union([interactionQuestion, customerQuestion]);
export type CustomerQuestion = z.infer<typeof customerQuestion>;
export type InteractionQuestion = z.infer<typeof interactionQuestion>;
export type ViewQuestion = CustomerQuestion | InteractionQuestion;

export const viewLayoutSchema = layoutSchema.pick({ columns: true, sort: true });
export type ViewLayout = z.infer<typeof viewLayoutSchema>;

export type ViewAbility = 'edit' | 'remove';

/** A saved view (常用查询): what a list is asked, with its columns and order, under a name. */
export interface SavedView extends WithAbilities<ViewAbility> {
  readonly id: number;
  readonly list: ViewList;
  readonly name: string;
  readonly authorId: number;
  /** Everybody finds it at this list; else its author alone. */
  readonly everyone: boolean;
  readonly question: ViewQuestion;
  readonly layout: ViewLayout;
  /** The person's list begins with it. */
  readonly isDefault: boolean;
  readonly version: number;
}

/** Longest name in code points, and most views of one person at one list. */
export const viewNameMax = 40;
export const mostViews = 100;

const seeing = ['customers.see', 'customers.exists', 'pool.see'] as const;
const list = z.enum(viewLists);
const fields = {
  name: shortText,
  everyone: z.boolean(),
  question: viewQuestionSchema,
  layout: viewLayoutSchema,
};

export const viewsContract = {
  /** One's own and everybody's, by name. */
  list: read(seeing).input(z.strictObject({ list })).output(type<readonly SavedView[]>()),
  create: write(seeing)
    .input(z.strictObject({ list, ...fields }))
    .output(type<SavedView>()),
  update: write(seeing)
    .input(z.strictObject({ id, version, ...fields }))
    .output(type<SavedView>()),
  remove: write(seeing).input(z.strictObject({ id, version })).output(type<void>()),
  /** With which view one's list begins; null: with none. */
  setDefault: write(seeing)
    .input(z.strictObject({ list, id: id.nullable() }))
    .output(type<void>()),
};
