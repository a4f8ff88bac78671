import { useMemo } from 'react';
import { customerFieldsSchema } from '#core/customers/customers.contract.ts';
import { useFieldLabel, useFieldWords, type FieldName } from '../features/customers/fields.ts';
import { isCustomName, type CustomName } from '../lib/custom-fields.ts';
import { OperationLog } from '../features/operations/OperationLog.tsx';
import { useMe } from '../lib/session.ts';

const isField = (field: string): field is FieldName | CustomName =>
  isCustomName(field) || Object.hasOwn(customerFieldsSchema.shape, field);

export function OperationLogScreen() {
  const me = useMe();
  const label = useFieldLabel();
  const value = useFieldWords();
  const words = useMemo(
    () => ({
      label: (field: string) => (isField(field) ? label(field) : null),
      value: (field: string, shown: unknown) => (isField(field) ? value(field, shown) : ''),
    }),
    [label, value],
  );
  const mayVerify = me.grants.some(({ right, scope }) => right === 'log.see' && scope === 'all');
  return <OperationLog customerWords={words} mayVerify={mayVerify} />;
}
