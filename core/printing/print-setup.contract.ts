import { z } from 'zod';
import { fontFamilies } from './engine/papers.ts';
import { printKinds, type PrintKind } from './print-kinds.contract.ts';

/** Longest texts, in characters; the largest picture, in bytes. */
export const printSetupLimits = {
  line: 200,
  title: 80,
  text: 2000,
  logoBytes: 400 * 1024,
  logoPixels: 4000,
} as const;
export const leastPoints = 7;
export const mostPoints = 14;

const line = z.string().max(printSetupLimits.line);

/** The office's head on paper: set once, and on what its template says. Empty texts are left out. */
const letterheadSchema = z.strictObject({
  name: line,
  address: line,
  postcode: line,
  phone: line,
  taxNumber: line,
  bank: line,
  bankAccount: line,
  /** A png, jpeg or webp picture as `data:` address. */
  logo: z
    .string()
    .max(printSetupLimits.logoBytes * 1.5)
    .regex(/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/)
    .nullable(),
});
export type OfficeLetterhead = z.infer<typeof letterheadSchema>;

/** How one kind of document looks in this office. */
const templateSchema = z.strictObject({
  letterhead: z.boolean(),
  font: z.enum(fontFamilies),
  /** Of running text. */
  points: z.number().min(leastPoints).max(mostPoints).multipleOf(0.5),
  /** In place of the usual title; empty: the usual one. */
  title: z.string().max(printSetupLimits.title),
  /** Paragraphs above and below everything else. */
  intro: z.string().max(printSetupLimits.text),
  closing: z.string().max(printSetupLimits.text),
  /** Keys of columns and parts that are left out. */
  hidden: z.array(z.string().min(1).max(40)).max(200),
});
export type PrintTemplate = z.infer<typeof templateSchema>;
export const printTemplatesSchema = z.partialRecord(z.enum(printKinds), templateSchema);

export const printSetupSchema = z.strictObject({
  letterhead: letterheadSchema,
  templates: printTemplatesSchema,
});
export type PrintSetup = z.infer<typeof printSetupSchema>;

/** Templates as a file, to be carried to another office. */
export const templateFileSchema = z.strictObject({
  kechiPrintTemplates: z.literal(1),
  templates: printTemplatesSchema,
});

/** Columns of contacts that are left out until somebody wants them: a sheet has room for few. */
const hiddenContacts = [
  'customerNumber',
  'decisionRole',
  'gender',
  'qq',
  'birthday',
  'address',
  'hobbies',
  'remark',
  'main',
  'leftCompany',
];

/** How a kind of document looks until the office says otherwise. */
export function usualTemplate(kind: PrintKind): PrintTemplate {
  return {
    letterhead: kind === 'card' || kind === 'handover',
    font: 'sans',
    points: 9.5,
    title: '',
    intro: '',
    closing: '',
    hidden: kind === 'contacts' ? [...hiddenContacts] : [],
  };
}

export const noLetterhead: OfficeLetterhead = {
  name: '',
  address: '',
  postcode: '',
  phone: '',
  taxNumber: '',
  bank: '',
  bankAccount: '',
  logo: null,
};
