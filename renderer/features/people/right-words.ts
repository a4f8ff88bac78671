import { rights, type Right } from '#core/permissions/rights.ts';
import type { Words } from '../../i18n.ts';

type RightWord = keyof Words['people']['rights'];

/** Where the words of each right stand. */
export const rightWords = {
  'customers.see': 'customersSee',
  'customers.exists': 'customersExists',
  'customers.create': 'customersCreate',
  'customers.createAndClaim': 'customersCreateAndClaim',
  'customers.edit': 'customersEdit',
  'customers.share': 'customersShare',
  'customers.logShared': 'customersLogShared',
  'customers.claim': 'customersClaim',
  'customers.return': 'customersReturn',
  'customers.assign': 'customersAssign',
  'customers.takeBack': 'customersTakeBack',
  'customers.export': 'customersExport',
  'customers.print': 'customersPrint',
  'extensions.grant': 'extensionsGrant',
  'pool.see': 'poolSee',
  'pool.contactData': 'poolContactData',
  'pool.manage': 'poolManage',
  'customers.import': 'customersImport',
  'recycleBin.restore': 'recycleBinRestore',
  'log.see': 'logSee',
  'choices.manage': 'choicesManage',
  'people.manage': 'peopleManage',
  'people.handover': 'peopleHandover',
  'settings.manage': 'settingsManage',
} as const satisfies Record<Right, RightWord>;

/** Rights in the order people think of them. */
export const rightGroups = [
  {
    key: 'customers',
    rights: [
      'customers.see',
      'customers.exists',
      'customers.create',
      'customers.createAndClaim',
      'customers.edit',
      'customers.share',
      'customers.logShared',
      'customers.claim',
      'customers.return',
      'customers.assign',
      'customers.takeBack',
      'customers.print',
      'customers.export',
      'extensions.grant',
    ],
  },
  {
    key: 'pool',
    rights: ['pool.see', 'pool.contactData', 'pool.manage', 'customers.import', 'recycleBin.restore'],
  },
  {
    key: 'administration',
    rights: ['log.see', 'choices.manage', 'people.manage', 'people.handover', 'settings.manage'],
  },
] as const satisfies readonly { key: keyof Words['people']['rightGroups']; rights: readonly Right[] }[];

export function isScoped(right: Right): boolean {
  return rights[right].scoped;
}
