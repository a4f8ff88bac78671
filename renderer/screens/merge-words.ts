import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { typedFields, type MergeField } from '#core/merging/merging.contract.ts';
import { useFieldLabel, useFieldWords } from '../features/customers/fields.ts';
import { isCustomName } from '../lib/custom-fields.ts';

/** Names and values of customer fields for the dialogs of merging, which know no other feature. */
export function useMergeWords() {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const words = useFieldWords();
  return useMemo(() => {
    const fieldLabel = (name: string): string => {
      if (isCustomName(name)) return label(name);
      const field = typedFields.find((known) => known === name);
      if (field === undefined) return t(($) => $.merging.owner);
      return label(field);
    };
    return {
      fieldLabel,
      // The parent company comes by its name.
      words: (field: MergeField, value: unknown) =>
        field === 'parentId' && typeof value === 'string' ? value : words(field, value),
    };
  }, [t, label, words]);
}
