import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../../ui/record-form/ConflictDialog.tsx';
import { fieldsOf, useFieldLabel, useFieldWords, type AnyField } from './fields.ts';
import { fieldsToValues, type FormValues } from './form-values.ts';
import { settled, valueOf, type Merge } from './merge-changes.ts';

interface ConflictPanelProps {
  readonly merge: Merge;
  readonly values: FormValues;
  readonly onSettle: (values: FormValues) => void;
  readonly onClose: () => void;
}

/** Two people changed one customer. */
export function ConflictPanel({ merge, values, onSettle, onClose }: ConflictPanelProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const label = useFieldLabel();
  const theirs = fieldsOf(merge.theirs);
  const parentOf = (id: number | null) =>
    id === merge.theirs.parentId ? merge.theirs.parentName : values.parentName;
  const value = (field: AnyField, of: Merge['mine']): string => {
    if (field !== 'parentId') return words(field, valueOf(of, field));
    return of.parentId === null ? '' : (parentOf(of.parentId) ?? String(of.parentId));
  };
  return (
    <ConflictDialog
      title={t(($) => $.customers.conflict)}
      disputed={merge.disputed}
      taken={merge.taken}
      labelOf={label}
      valueOf={(field, side) => value(field, side === 'mine' ? merge.mine : theirs)}
      onSettle={(chosen) => {
        const fields = settled(merge, chosen);
        onSettle({
          ...values,
          ...fieldsToValues(fields),
          parentName: parentOf(fields.parentId),
          base: theirs,
          baseVersion: merge.theirs.version,
        });
      }}
      onClose={onClose}
    />
  );
}
