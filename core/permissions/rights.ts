/** How far a right reaches (spec, permissions): whose customers it covers. */
export const scopes = ['own', 'below', 'dept', 'all'] as const;
export type Scope = (typeof scopes)[number];

/**
 * Every right that exists. `scoped` rights reach as far as their scope; the others are held or not.
 * A right that no procedure asks for does not belong here.
 */
export const rights = {
  'customers.see': { scoped: true },
  'customers.exists': { scoped: false },
  'customers.create': { scoped: false },
  'customers.createAndClaim': { scoped: false },
  'customers.edit': { scoped: true },
  'customers.share': { scoped: true },
  'customers.logShared': { scoped: false },
  'customers.claim': { scoped: false },
  'customers.return': { scoped: true },
  'customers.assign': { scoped: true },
  'customers.takeBack': { scoped: true },
  'customers.export': { scoped: true },
  'customers.print': { scoped: true },
  'extensions.grant': { scoped: true },
  'pool.see': { scoped: false },
  'pool.contactData': { scoped: false },
  'pool.manage': { scoped: false },
  'customers.import': { scoped: false },
  'recycleBin.restore': { scoped: false },
  'log.see': { scoped: true },
  'choices.manage': { scoped: false },
  'people.manage': { scoped: false },
  'people.handover': { scoped: true },
  'settings.manage': { scoped: false },
} as const satisfies Record<string, { scoped: boolean }>;

export type Right = keyof typeof rights;
export const rightNames = Object.keys(rights) as readonly Right[];

/** The rights of one person, each with its widest scope. */
export type Grants = ReadonlyMap<Right, Scope>;

export const builtInRoles = [
  'administrator',
  'manager',
  'salesperson',
  'clerk',
  'bookkeeper',
  'businessOwner',
  'readOnly',
] as const;
export type BuiltInRole = (typeof builtInRoles)[number];

/** The table of the specification; the administrator may change it afterwards. */
export const builtInGrants: Record<BuiltInRole, Partial<Record<Right, Scope>>> = {
  salesperson: {
    'customers.see': 'own',
    'customers.exists': 'all',
    'customers.create': 'all',
    'customers.createAndClaim': 'all',
    'customers.edit': 'own',
    'customers.share': 'own',
    'customers.logShared': 'all',
    'customers.claim': 'all',
    'customers.return': 'own',
    'customers.assign': 'own',
    'customers.print': 'own',
    'log.see': 'own',
    'pool.see': 'all',
  },
  manager: {
    'customers.see': 'below',
    'customers.exists': 'all',
    'customers.create': 'all',
    'customers.createAndClaim': 'all',
    'customers.edit': 'below',
    'customers.share': 'below',
    'customers.logShared': 'all',
    'customers.claim': 'all',
    'customers.return': 'below',
    'customers.assign': 'below',
    'customers.takeBack': 'below',
    'customers.export': 'below',
    'customers.print': 'below',
    'log.see': 'below',
    'extensions.grant': 'below',
    'people.handover': 'below',
    'pool.see': 'all',
    'pool.contactData': 'all',
  },
  clerk: {
    'customers.see': 'all',
    'customers.exists': 'all',
    'customers.create': 'all',
    'customers.edit': 'all',
    'customers.logShared': 'all',
    'customers.return': 'all',
    'customers.assign': 'all',
    'customers.takeBack': 'all',
    'customers.export': 'all',
    'customers.print': 'all',
    'pool.see': 'all',
    'pool.contactData': 'all',
    'pool.manage': 'all',
    'customers.import': 'all',
    'recycleBin.restore': 'all',
    'choices.manage': 'all',
  },
  bookkeeper: { 'customers.see': 'all', 'customers.exists': 'all', 'customers.print': 'all' },
  businessOwner: {
    'customers.see': 'all',
    'customers.export': 'all',
    'customers.print': 'all',
    'customers.exists': 'all',
    'customers.share': 'all',
    'customers.assign': 'all',
    'customers.takeBack': 'all',
    'extensions.grant': 'all',
    'people.handover': 'all',
    'pool.see': 'all',
    'pool.contactData': 'all',
    'pool.manage': 'all',
    'log.see': 'all',
    'recycleBin.restore': 'all',
  },
  readOnly: { 'customers.see': 'all', 'customers.exists': 'all', 'customers.print': 'all' },
  administrator: {
    'log.see': 'all',
    'recycleBin.restore': 'all',
    'choices.manage': 'all',
    'people.manage': 'all',
    'people.handover': 'all',
    'settings.manage': 'all',
  },
};

/** The wider of two scopes; `all` is widest, then dept, below, own (below and dept overlap: the union is kept). */
export function widest(a: Scope | undefined, b: Scope): Scope {
  if (a === undefined) return b;
  return scopes.indexOf(a) >= scopes.indexOf(b) ? a : b;
}
