/**
 * Which slice of core may use which other, through its index.ts. Kept free of cycles: what is lower in the list may use
 * what is higher.
 */
export const slices: Readonly<Record<string, readonly string[]>> = {
  changes: [],
  log: [],
  regions: [],
  notices: [],
  settings: ['log', 'changes'],
  choices: ['log', 'changes', 'settings'],
  people: ['log', 'changes', 'settings'],
  sessions: ['log', 'changes', 'settings', 'choices', 'people'],
  'custom-fields': ['log', 'changes'],
  conditions: ['settings'],
  customers: [
    'log',
    'changes',
    'regions',
    'notices',
    'settings',
    'choices',
    'people',
    'custom-fields',
    'conditions',
  ],
  operations: ['log', 'settings', 'customers'],
  sharing: ['log', 'changes', 'notices', 'settings', 'people', 'customers'],
  protection: ['log', 'changes', 'notices', 'settings', 'customers'],
  contacts: ['log', 'changes', 'regions', 'settings', 'choices', 'people', 'customers'],
  tasks: ['log', 'changes', 'settings', 'people', 'customers'],
  interactions: [
    'log',
    'changes',
    'settings',
    'choices',
    'people',
    'conditions',
    'customers',
    'contacts',
    'tasks',
  ],
  views: ['log', 'changes', 'customers'],
  preferences: [],
  handover: ['log', 'changes', 'regions', 'notices', 'settings', 'people', 'customers'],
  imports: ['log', 'changes', 'regions', 'settings', 'choices', 'people', 'custom-fields', 'customers'],
  merging: ['log', 'changes', 'notices', 'settings', 'custom-fields', 'customers'],
  recycling: ['log', 'changes', 'settings'],
  duplicates: ['log', 'changes', 'settings', 'customers', 'imports'],
};

/** Folders of core that are not slices: their rows above say all about them. */
export const foundations: readonly string[] = ['shared', 'i18n', 'permissions', 'rpc'];
