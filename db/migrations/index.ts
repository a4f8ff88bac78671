import type { QueryExecutorProvider } from 'kysely';
import { up as foundation } from './2026-11-23-foundation.ts';
import { up as interactions } from './2026-11-24-interactions.ts';
import { up as protection } from './2026-11-24-protection.ts';
import { up as shares } from './2026-11-24-shares.ts';
import { up as contacts } from './2026-11-24-contacts.ts';
import { up as handover } from './2026-11-25-handover.ts';
import { up as personSettings } from './2026-11-25-person-settings.ts';
import { up as exportRight } from './2026-11-24-export-right.ts';
import { up as customFields } from './2026-11-25-custom-fields.ts';
import { up as merging } from './2026-11-25-merging.ts';
import { up as savedViews } from './2026-11-25-saved-views.ts';
import { up as exports } from './2026-11-26-exports.ts';
import { up as importRows } from './2026-11-29-import-rows.ts';
import { up as printRight } from './2026-11-28-print-right.ts';
import { up as attachments } from './2026-11-27-attachments.ts';
import { up as importChanges } from './2026-11-29-import-changes.ts';
import { up as importMappings } from './2026-11-29-import-mappings.ts';
import { up as interactionsOfACustomer } from './2026-11-30-interactions-of-a-customer.ts';

export interface SchemaStep {
  /** Day and plain words; never renamed once released. */
  readonly name: string;
  readonly up: (db: QueryExecutorProvider) => Promise<void>;
}

/** Every step in order. The schema number of a database is how many of these it has taken. */
export const schemaSteps: readonly SchemaStep[] = [
  { name: '2026-11-23 foundation', up: foundation },
  { name: '2026-11-24 shares', up: shares },
  { name: '2026-11-24 contacts', up: contacts },
  { name: '2026-11-24 interactions', up: interactions },
  { name: '2026-11-24 protection', up: protection },
  { name: '2026-11-24 export right', up: exportRight },
  { name: '2026-11-25 custom fields', up: customFields },
  { name: '2026-11-25 merging', up: merging },
  { name: '2026-11-25 handover', up: handover },
  { name: '2026-11-25 saved views', up: savedViews },
  { name: '2026-11-25 person settings', up: personSettings },
  { name: '2026-11-26 exports', up: exports },
  { name: '2026-11-29 import rows', up: importRows },
  { name: '2026-11-28 print right', up: printRight },
  { name: '2026-11-27 attachments', up: attachments },
  { name: '2026-11-29 import changes', up: importChanges },
  { name: '2026-11-29 import mappings', up: importMappings },
  { name: '2026-11-30 interactions of a customer', up: interactionsOfACustomer },
];
