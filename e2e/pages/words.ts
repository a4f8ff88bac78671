import type { Locator, Page } from '@playwright/test';
import { codeSentence, fieldSentence } from '#core/i18n/sentence.ts';
import type { ErrorParams } from '#core/shared/errors.ts';
import enAttachments from '../../renderer/locales/en/attachments.json' with { type: 'json' };
import enCommon from '../../renderer/locales/en/common.json' with { type: 'json' };
import enConditions from '../../renderer/locales/en/conditions.json' with { type: 'json' };
import enContacts from '../../renderer/locales/en/contacts.json' with { type: 'json' };
import enCustomers from '../../renderer/locales/en/customers.json' with { type: 'json' };
import enCustomFields from '../../renderer/locales/en/custom-fields.json' with { type: 'json' };
import enDuplicates from '../../renderer/locales/en/duplicates.json' with { type: 'json' };
import enExports from '../../renderer/locales/en/exports.json' with { type: 'json' };
import enHandover from '../../renderer/locales/en/handover.json' with { type: 'json' };
import enImports from '../../renderer/locales/en/imports.json' with { type: 'json' };
import enInteractions from '../../renderer/locales/en/interactions.json' with { type: 'json' };
import enList from '../../renderer/locales/en/list.json' with { type: 'json' };
import enMerging from '../../renderer/locales/en/merging.json' with { type: 'json' };
import enPeople from '../../renderer/locales/en/people.json' with { type: 'json' };
import enPrinting from '../../renderer/locales/en/printing.json' with { type: 'json' };
import enProtection from '../../renderer/locales/en/protection.json' with { type: 'json' };
import enSession from '../../renderer/locales/en/session.json' with { type: 'json' };
import enSettings from '../../renderer/locales/en/settings.json' with { type: 'json' };
import enNotices from '../../renderer/locales/en/notices.json' with { type: 'json' };
import enSharing from '../../renderer/locales/en/sharing.json' with { type: 'json' };
import attachments from '../../renderer/locales/zh-CN/attachments.json' with { type: 'json' };
import common from '../../renderer/locales/zh-CN/common.json' with { type: 'json' };
import conditions from '../../renderer/locales/zh-CN/conditions.json' with { type: 'json' };
import contacts from '../../renderer/locales/zh-CN/contacts.json' with { type: 'json' };
import customFields from '../../renderer/locales/zh-CN/custom-fields.json' with { type: 'json' };
import customers from '../../renderer/locales/zh-CN/customers.json' with { type: 'json' };
import duplicates from '../../renderer/locales/zh-CN/duplicates.json' with { type: 'json' };
import exported from '../../renderer/locales/zh-CN/exports.json' with { type: 'json' };
import handover from '../../renderer/locales/zh-CN/handover.json' with { type: 'json' };
import imports from '../../renderer/locales/zh-CN/imports.json' with { type: 'json' };
import interactions from '../../renderer/locales/zh-CN/interactions.json' with { type: 'json' };
import list from '../../renderer/locales/zh-CN/list.json' with { type: 'json' };
import merging from '../../renderer/locales/zh-CN/merging.json' with { type: 'json' };
import notices from '../../renderer/locales/zh-CN/notices.json' with { type: 'json' };
import people from '../../renderer/locales/zh-CN/people.json' with { type: 'json' };
import printing from '../../renderer/locales/zh-CN/printing.json' with { type: 'json' };
import protection from '../../renderer/locales/zh-CN/protection.json' with { type: 'json' };
import session from '../../renderer/locales/zh-CN/session.json' with { type: 'json' };
import settings from '../../renderer/locales/zh-CN/settings.json' with { type: 'json' };
import sharing from '../../renderer/locales/zh-CN/sharing.json' with { type: 'json' };

const chinese = {
  attachments,
  common,
  conditions,
  contacts,
  customFields,
  customers,
  duplicates,
  exports: exported,
  handover,
  imports,
  interactions,
  list,
  merging,
  people,
  printing,
  protection,
  session,
  settings,
  sharing,
  notices,
};
export type Words = typeof chinese;
export type Language = 'zh-CN' | 'en';
type Figures = Readonly<Record<string, string | number>>;

const english: unknown = {
  attachments: enAttachments,
  common: enCommon,
  conditions: enConditions,
  contacts: enContacts,
  customFields: enCustomFields,
  customers: enCustomers,
  duplicates: enDuplicates,
  exports: enExports,
  handover: enHandover,
  imports: enImports,
  interactions: enInteractions,
  list: enList,
  merging: enMerging,
  people: enPeople,
  printing: enPrinting,
  protection: enProtection,
  session: enSession,
  settings: enSettings,
  sharing: enSharing,
  notices: enNotices,
};
const words: Readonly<Record<Language, Words>> = { 'zh-CN': chinese, en: english as Words };

/** The program's own words, so that a changed word changes no spec: `say(($) => $.customers.actions.claim)`. */
export function say(
  pick: (words: Words) => string,
  figures: Figures = {},
  language: Language = 'zh-CN',
): string {
  return pick(words[language]).replace(
    /\{\{(\w+)(?:, (number))?\}\}/g,
    (_, name: string, number?: string) => {
      const value = figures[name] ?? '';
      return number === undefined || typeof value === 'string'
        ? String(value)
        : value.toLocaleString(language);
    },
  );
}

/** What a form says of a field. */
export const problem = (code: string) => fieldSentence({ code, params: {} }, 'zh-CN');

/** The sentence of a refusal as the window shows it. */
export const refusal = (code: string, params: ErrorParams = {}) => codeSentence(code, params, 'zh-CN');

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The field with this label, required or not; password fields have no role to be found by. */
export const labelled = (root: Page | Locator, label: string): Locator =>
  root.getByLabel(new RegExp(`^${escaped(label)}(\\s*\\*)?$`)).and(root.locator('input, textarea, select'));

/** Chooses an entry of a list of choices, searched or not. */
export async function choose(root: Page | Locator, label: string, option: string): Promise<void> {
  const page = 'page' in root ? root.page() : root;
  const box = labelled(root, label);
  await box.click();
  if (await box.isEditable()) await box.fill(option);
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** One of a row of alternatives that stand beside each other. */
export const alternative = (root: Page | Locator, group: string, option: string | RegExp): Locator =>
  root.getByRole('radiogroup', { name: group }).locator('label').filter({ hasText: option });
