import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { treatments, type Treatment } from '#core/imports/import-plan.contract.ts';
import type { ImportStatus } from '#core/imports/imports.contract.ts';
import { useTreatDuplicates } from './mutations.ts';

interface TreatmentSelectProps extends Omit<NativeSelectProps, 'data' | 'value' | 'onChange'> {
  readonly status: Pick<ImportStatus, 'importId' | 'mayCreateDuplicates'>;
  /** null: of all rows that are there already. */
  readonly row: number | null;
  /** null: of the row what becomes of all. */
  readonly value: Treatment | null;
}

/** What becomes of rows whose customer is there already (spec §11). */
export function TreatmentSelect({ status, row, value, ...rest }: TreatmentSelectProps) {
  const { t } = useTranslation();
  const { importId, mayCreateDuplicates } = status;
  const treat = useTreatDuplicates();
  const offered = treatments.filter((one) => one !== 'create' || mayCreateDuplicates || value === 'create');
  return (
    <NativeSelect
      {...rest}
      disabled={treat.isPending}
      value={value ?? ''}
      data={[
        ...(row === null ? [] : [{ value: '', label: t(($) => $.imports.treatments.asAll) }]),
        ...offered.map((one) => ({ value: one, label: t(($) => $.imports.treatments[one]) })),
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        treat.mutate({ importId, row, treatment: treatments.find((one) => one === chosen) ?? null });
      }}
    />
  );
}
