import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { importNouns, type ImportNoun } from '#core/imports/import-plan.contract.ts';
import type { FileInspection } from '#core/imports/imports.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import classes from './imports.module.css';
import { useLayOutImport } from './mutations.ts';

interface LayoutSelectsProps {
  readonly inspection: FileInspection;
  readonly onError: (error: AppError | null) => void;
}

/** Which sheet is read, and which row its headings are: found by itself, and changed here. */
export function LayoutSelects({ inspection, onError }: LayoutSelectsProps) {
  const { t } = useTranslation();
  const layOut = useLayOutImport(onError);
  const { importId, sheets, sheet, headingRow, head, noun, kind } = inspection;
  const ask = (asked: { sheet?: number; headingRow?: number | null; noun?: ImportNoun | null }) => {
    onError(null);
    layOut.mutate({ importId, sheet, headingRow, noun, ...asked });
  };
  return (
    <div className={classes.layout} aria-busy={layOut.isPending}>
      <NativeSelect
        label={t(($) => $.imports.layout.noun)}
        disabled={layOut.isPending || kind === 'vcf'}
        value={noun}
        data={importNouns.map((one) => ({ value: one, label: t(($) => $.imports.layout.nouns[one]) }))}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          ask({ noun: importNouns.find((one) => one === chosen) ?? null });
        }}
      />
      {sheets.length > 1 && (
        <NativeSelect
          label={t(($) => $.imports.layout.sheet)}
          disabled={layOut.isPending}
          value={sheet}
          data={sheets.map(({ name, hidden }, at) => ({
            value: String(at),
            label: hidden ? t(($) => $.imports.layout.hidden, { name }) : name,
          }))}
          onChange={(event) =>
            ask({ sheet: Number(event.currentTarget.value), headingRow: null, noun: null })
          }
        />
      )}
      {kind !== 'vcf' && (
        <NativeSelect
          label={t(($) => $.imports.layout.heading)}
          disabled={layOut.isPending}
          value={headingRow}
          data={[
            ...head.map(({ row, text }) => ({
              value: String(row),
              label: t(($) => $.imports.layout.row, { row, text }),
            })),
            { value: '0', label: t(($) => $.imports.layout.none) },
          ]}
          onChange={(event) => ask({ headingRow: Number(event.currentTarget.value) })}
        />
      )}
    </div>
  );
}
