/** What the register keeps beside the typed fields, all derived from them and the number. */
export interface DerivedColumns {
  readonly name_key: string;
  readonly name_core: string;
  readonly sort_key: string;
  readonly search_public: string;
  readonly search_phone: string;
  readonly search_private: string;
  readonly email_domain: string | null;
  readonly tax_key: string | null;
}

/** All of them that a check of many rows needs. */
export type CustomerKeys = Pick<DerivedColumns, 'name_key' | 'name_core' | 'tax_key'>;

/** The derived columns and the tokens of the search index. Plain data that crosses threads. */
export interface Derived {
  readonly columns: DerivedColumns;
  readonly tokens: string;
}
