import { type } from '@orpc/contract';
import { z } from 'zod';
import { id, nothing, read, shortText, version, write } from '../rpc/contract-base.ts';

/** Contact data that can be masked on unclaimed customers (spec §3.7). */
export const maskableFields = ['phone', 'fax', 'email', 'address', 'website'] as const;
export type MaskableField = (typeof maskableFields)[number];

/** No setting allows larger files than this, in MB. */
export const fileLimitMost = 4096;

export interface OfficeSettings {
  readonly officeName: string;
  /** Pattern of customer numbers, such as `K{000000}` or `KH{YYYY}{MM}-{0000}`. */
  readonly numberPattern: string;
  /** 0: the screen never locks by itself. */
  readonly idleLockMinutes: number;
  /** For so many hours the author of an interaction may edit it (spec §5). */
  readonly interactionEditHours: number;
  /** Largest file that may be attached to a record, in MB of 1024 × 1024 bytes (spec §9). */
  readonly fileLimitMb: number;
  readonly version: number;
}

/** Claim limits of one role; null: no limit. Somebody with several roles has the most generous of each. */
export interface ClaimLimit {
  readonly roleId: number;
  readonly maxHeld: number | null;
  readonly heldWithoutDeals: boolean;
  readonly maxClaimsPerDay: number | null;
  readonly coolDownDays: number | null;
}

export interface PoolRules {
  readonly maskedFields: readonly MaskableField[];
  /** Most unmaskings per person and day; null: no limit. */
  readonly unmaskPerDay: number | null;
  /** Whether return, take back and assign insist on a reason. */
  readonly reasonRequired: boolean;
  readonly limits: readonly ClaimLimit[];
  readonly version: number;
}

/** Days after which a customer falls back to the pool (spec §3.4). */
export interface DaysByLevel {
  /** null: the rule is off. */
  readonly all: number | null;
  /** For customers of one level; null: as for all; 0: off for this level. */
  readonly A: number | null;
  readonly B: number | null;
  readonly C: number | null;
}

/** The figures of automatic return (spec §3.4). */
export interface ProtectionFigures {
  /** Without an interaction. */
  readonly interactionDays: DaysByLevel;
  /** Without a deal. */
  readonly dealDays: DaysByLevel;
  /** A fresh claim is protected for so many days whatever the rule. */
  readonly freshDays: number;
  /** Deal customers have this rule only: so many days after the last deal; null: never. */
  readonly afterDealDays: number | null;
}

export interface ProtectionRules {
  readonly figures: ProtectionFigures;
  /** The first day on which they hold; null while nobody has set any. */
  readonly holdsFrom: string | null;
  /** What holds until then. */
  readonly before: ProtectionFigures;
  /** Most customers that one person may have locked; null: no limit. */
  readonly maxLocked: number | null;
  readonly version: number;
}

const figure = z.int().min(0).max(10_000_000).nullable();

export const settingsContract = {
  get: read('signedIn').input(nothing).output(type<OfficeSettings>()),
  update: write('settings.manage')
    .input(
      z.strictObject({
        version,
        officeName: shortText,
        numberPattern: shortText,
        idleLockMinutes: z.int().min(0).max(1440),
        /** As it is where it is left out. */
        interactionEditHours: z.int().min(0).max(8760).optional(),
        /** As it is where it is left out. */
        fileLimitMb: z.int().min(1).max(fileLimitMost).optional(),
      }),
    )
    .output(type<OfficeSettings>()),
  poolRules: read('signedIn').input(nothing).output(type<PoolRules>()),
  updatePoolRules: write('pool.manage')
    .input(
      z.strictObject({
        version,
        maskedFields: z.array(z.enum(maskableFields)),
        unmaskPerDay: figure,
        reasonRequired: z.boolean(),
        limits: z
          .array(
            z.strictObject({
              roleId: id,
              maxHeld: figure,
              heldWithoutDeals: z.boolean(),
              maxClaimsPerDay: figure,
              coolDownDays: figure,
            }),
          )
          .max(200),
      }),
    )
    .output(type<PoolRules>()),
};

export const layoutSchema = z.strictObject({
  columns: z
    .array(z.strictObject({ key: z.string().max(40), width: z.int().min(40).max(1200), shown: z.boolean() }))
    .max(120),
  density: z.enum(['comfortable', 'compact']),
  sort: z.strictObject({ by: z.string().max(40), direction: z.enum(['asc', 'desc']) }).nullable(),
  pane: z.boolean(),
});
/** How one person likes one list: columns with order and width, density, sort, reading pane. */
export type ListLayout = z.infer<typeof layoutSchema>;
const list = z.enum(['mine', 'pool', 'sharedWithMe', 'subordinates']);

export const layoutsContract = {
  get: read('signedIn').input(z.strictObject({ list })).output(type<ListLayout | null>()),
  save: write('signedIn')
    .input(z.strictObject({ list, layout: layoutSchema }))
    .output(type<void>()),
};
