import type { ContactFields } from './contacts.contract.ts';

/** What a contact is found and sorted by: its name and the pinyin of it (spec §3, pinyin). Plain data. */
export interface ContactKeys {
  readonly name_key: string;
  readonly sort_key: string;
  readonly search_text: string;
}

/** A contact that an import brings. Plain data that may cross a thread. */
export interface BroughtContact {
  /** Cleaned and checked. */
  readonly fields: ContactFields;
  /** Computed beforehand where contacts are made of many rows. */
  readonly keys?: ContactKeys | undefined;
}
