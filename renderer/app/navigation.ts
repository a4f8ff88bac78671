import {
  IconAddressBook,
  IconAdjustments,
  IconBuilding,
  IconCopyCheck,
  IconDatabase,
  IconMessages,
  IconSun,
  IconFileImport,
  IconForms,
  IconHistory,
  IconListDetails,
  IconPool,
  IconPrinter,
  IconShieldLock,
  IconSitemap,
  IconTransfer,
  IconTrash,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import type { Right } from '#core/permissions/rights.ts';
import type { Me } from '#core/sessions/sessions.contract.ts';

export const pageKeys = [
  'today',
  'mine',
  'shared',
  'pool',
  'interactions',
  'duplicates',
  'import',
  'recycleBin',
  'people',
  'handover',
  'departments',
  'roles',
  'choices',
  'customFields',
  'poolRules',
  'log',
  'storedFiles',
  'printSetup',
  'settings',
] as const;
export type PageKey = (typeof pageKeys)[number];

export interface PageEntry {
  readonly key: PageKey;
  readonly to:
    | '/today'
    | '/interactions'
    | '/mine'
    | '/shared'
    | '/pool'
    | '/duplicates'
    | '/import'
    | '/recycle-bin'
    | '/people'
    | '/handover'
    | '/departments'
    | '/roles'
    | '/choices'
    | '/custom-fields'
    | '/pool-rules'
    | '/log'
    | '/stored-files'
    | '/print-setup'
    | '/settings';
  readonly group: 'customers' | 'administration';
  readonly icon: Icon;
  /** Any of these opens the page. */
  readonly rights: readonly Right[];
}

export const pages: Readonly<Record<PageKey, PageEntry>> = {
  today: {
    key: 'today',
    to: '/today',
    group: 'customers',
    icon: IconSun,
    rights: ['customers.see', 'pool.see'],
  },
  interactions: {
    key: 'interactions',
    to: '/interactions',
    group: 'customers',
    icon: IconMessages,
    rights: ['customers.see', 'pool.see'],
  },
  mine: { key: 'mine', to: '/mine', group: 'customers', icon: IconAddressBook, rights: ['customers.see'] },
  shared: {
    key: 'shared',
    to: '/shared',
    group: 'customers',
    icon: IconUsersGroup,
    rights: ['customers.see'],
  },
  pool: {
    key: 'pool',
    to: '/pool',
    group: 'customers',
    icon: IconPool,
    rights: ['pool.see', 'customers.exists', 'customers.see'],
  },
  duplicates: {
    key: 'duplicates',
    to: '/duplicates',
    group: 'customers',
    icon: IconCopyCheck,
    rights: ['customers.exists'],
  },
  import: {
    key: 'import',
    to: '/import',
    group: 'customers',
    icon: IconFileImport,
    rights: ['customers.import'],
  },
  recycleBin: {
    key: 'recycleBin',
    to: '/recycle-bin',
    group: 'customers',
    icon: IconTrash,
    rights: ['recycleBin.restore'],
  },
  people: {
    key: 'people',
    to: '/people',
    group: 'administration',
    icon: IconUsers,
    rights: ['people.manage'],
  },
  handover: {
    key: 'handover',
    to: '/handover',
    group: 'administration',
    icon: IconTransfer,
    rights: ['people.handover'],
  },
  departments: {
    key: 'departments',
    to: '/departments',
    group: 'administration',
    icon: IconSitemap,
    rights: ['people.manage'],
  },
  roles: {
    key: 'roles',
    to: '/roles',
    group: 'administration',
    icon: IconShieldLock,
    rights: ['people.manage'],
  },
  choices: {
    key: 'choices',
    to: '/choices',
    group: 'administration',
    icon: IconListDetails,
    rights: ['choices.manage'],
  },
  customFields: {
    key: 'customFields',
    to: '/custom-fields',
    group: 'administration',
    icon: IconForms,
    rights: ['settings.manage'],
  },
  poolRules: {
    key: 'poolRules',
    to: '/pool-rules',
    group: 'administration',
    icon: IconAdjustments,
    rights: ['pool.manage'],
  },
  log: {
    key: 'log',
    to: '/log',
    group: 'administration',
    icon: IconHistory,
    rights: ['log.see'],
  },
  storedFiles: {
    key: 'storedFiles',
    to: '/stored-files',
    group: 'administration',
    icon: IconDatabase,
    rights: ['settings.manage'],
  },
  printSetup: {
    key: 'printSetup',
    to: '/print-setup',
    group: 'administration',
    icon: IconPrinter,
    rights: ['settings.manage'],
  },
  settings: {
    key: 'settings',
    to: '/settings',
    group: 'administration',
    icon: IconBuilding,
    rights: ['settings.manage'],
  },
};

/** Whether the person holds any of the rights. */
export function holdsAny(me: Me, rights: readonly Right[]): boolean {
  return me.grants.some((grant) => rights.includes(grant.right));
}

/** Who sees everything and claims nothing (a clerk, a bookkeeper) owns no customers: the page would always be empty. */
function ownsCustomers(me: Me): boolean {
  return me.grants.some(
    ({ right, scope }) => right === 'customers.claim' || (right === 'customers.see' && scope !== 'all'),
  );
}

/** The pages that the navigation offers to this person, in order. */
export function pagesFor(me: Me): readonly PageEntry[] {
  return pageKeys
    .map((key) => pages[key])
    .filter(
      (page) =>
        holdsAny(me, page.rights) && ((page.key !== 'mine' && page.key !== 'shared') || ownsCustomers(me)),
    );
}
