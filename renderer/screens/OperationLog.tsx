import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerFieldsSchema } from '#core/customers/customers.contract.ts';
import { fieldLabel, useFieldWords, type FieldName } from '../features/customers/fields.ts';
import { OperationLog } from '../features/operations/OperationLog.tsx';
import { useMe } from '../lib/session.ts';

const isField = (field: string): field is FieldName => Object.hasOwn(customerFieldsSchema.shape, field);

export function OperationLogScreen() {
  const { t } = useTranslation();
  const me = useMe();
  const value = useFieldWords();
  const words = useMemo(
    () => ({
      label: (field: string) => (isField(field) ? fieldLabel(t, field) : null),
      value: (field: string, shown: unknown) => (isField(field) ? value(field, shown) : ''),
    }),
    [t, value],
  );
  const mayVerify = me.grants.some(({ right, scope }) => right === 'log.see' && scope === 'all');
  return <OperationLog customerWords={words} mayVerify={mayVerify} />;
}
