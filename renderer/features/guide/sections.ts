/** The sections of the user guide, in their order; a test holds them against docs/guide. */
export const guideSections = [
  'start',
  'people',
  'import',
  'export',
  'print',
  'find',
  'pool',
  'sharing',
  'protection',
  'handover',
  'masked',
  'duplicates',
  'merging',
  'contacts',
  'files',
  'followUp',
  'account',
  'recycleBin',
  'rules',
  'customFields',
  'log',
  'data',
] as const;
export type GuideSection = (typeof guideSections)[number];

/** By the beginning of the page's address. */
const about: readonly (readonly [path: string, section: GuideSection])[] = [
  ['/today', 'followUp'],
  ['/interactions', 'followUp'],
  ['/mine', 'pool'],
  ['/pool-rules', 'protection'],
  ['/pool', 'find'],
  ['/shared', 'sharing'],
  ['/subordinates', 'sharing'],
  ['/customers', 'contacts'],
  ['/duplicates', 'merging'],
  ['/import', 'import'],
  ['/exports', 'export'],
  ['/print-setup', 'print'],
  ['/recycle-bin', 'recycleBin'],
  ['/people', 'people'],
  ['/departments', 'people'],
  ['/roles', 'people'],
  ['/handover', 'handover'],
  ['/choices', 'rules'],
  ['/settings', 'rules'],
  ['/stored-files', 'files'],
  ['/custom-fields', 'customFields'],
  ['/log', 'log'],
  ['/me', 'account'],
];

/** What the guide says about the page one is on. */
export function sectionFor(pathname: string): GuideSection {
  return about.find(([path]) => pathname.startsWith(path))?.[1] ?? 'start';
}
