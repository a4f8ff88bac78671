import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../../ui/record-form/ConflictDialog.tsx';
import { fieldLabel, fieldsOf, useFieldWords } from './fields.ts';
import { fieldsToValues, type FormValues } from './form-values.ts';
import { settled, type Merge } from './merge-changes.ts';

interface ConflictPanelProps {
  readonly merge: Merge;
  readonly values: FormValues;
  readonly onSettle: (values: FormValues) => void;
  readonly onClose: () => void;
}

/** Two people changed one contact. */
export function ConflictPanel({ merge, values, onSettle, onClose }: ConflictPanelProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const theirs = fieldsOf(merge.theirs);
  return (
    <ConflictDialog
      title={t(($) => $.contacts.conflict)}
      disputed={merge.disputed}
      taken={merge.taken}
      labelOf={(field) => fieldLabel(t, field)}
      valueOf={(field, side) => words(side === 'mine' ? merge.mine : theirs, field)}
      onSettle={(chosen) =>
        onSettle({
          ...values,
          ...fieldsToValues(settled(merge, chosen)),
          base: theirs,
          baseVersion: merge.theirs.version,
        })
      }
      onClose={onClose}
    />
  );
}
