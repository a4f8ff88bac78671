import { Button, Group, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  contactParts,
  importFields,
  type ImportPlan,
  type ImportTarget,
} from '#core/imports/import-plan.contract.ts';
import type { FileInspection } from '#core/imports/imports.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useChoices } from '../../lib/choices.ts';
import { useCustomFields } from '../../lib/custom-fields.ts';
import { useFormat } from '../../lib/format.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { guessedPlan, withField, type ColumnPlan } from './column-plan.ts';
import classes from './imports.module.css';
import { LayoutSelects } from './LayoutSelects.tsx';
import { Mappings } from './Mappings.tsx';
import { useCancelImport, useCheckImport } from './mutations.ts';
import { chooseImport } from './upload.ts';
import { useHeadings } from './use-headings.ts';

interface ColumnsStepProps {
  readonly inspection: FileInspection;
  /** As it was checked before, when the person comes back to it. */
  readonly plan: ImportPlan | null;
  readonly onChecking: () => void;
}

/** Which column fills which field, guessed and corrected by hand; values for what the file lacks. */
export function ColumnsStep({ inspection, plan, onChecking }: ColumnsStepProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [columns, setColumns] = useState<ColumnPlan>(() =>
    plan === null ? guessedPlan(inspection) : new Map(plan.columns.map(({ index, field }) => [index, field])),
  );
  const [defaults, setDefaults] = useState<ImportPlan['defaults']>(
    plan?.defaults ?? inspection.mapping?.defaults ?? { type: 'company', sourceId: null, industryId: null },
  );
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const check = useCheckImport(setRefusal);
  const cancel = useCancelImport(() => chooseImport('new'));
  const fills = (field: ImportTarget) => [...columns.values()].includes(field);
  const isContacts = inspection.noun === 'contacts';
  const named = fills('name') || (isContacts && fills('number'));
  const complete = named && (!isContacts || fills('contact1.name'));
  const { importId, fileName, kind, encoding, rows } = inspection;
  const called = useHeadings(kind);
  const kindText =
    kind === 'xlsx' ? 'Excel' : kind === 'vcf' ? 'vCard' : `CSV ${(encoding ?? '').toUpperCase()}`;

  const start = () => {
    setRefusal(null);
    const chosen = [...columns].map(([index, field]) => ({ index, field }));
    const values = [...(plan?.values ?? inspection.mapping?.values ?? [])];
    const duplicates = plan?.duplicates ?? 'skip';
    check.mutate({ importId, columns: chosen, defaults, values, duplicates }, { onSuccess: onChecking });
  };
  return (
    <>
      <div>
        <h2 className={classes.heading}>{t(($) => $.imports.columns.title)}</h2>
        <Text fz="sm" c="dimmed" className={classes.breakable}>
          {t(($) => $.imports.columns.summary, {
            name: fileName,
            rows: format.number(rows),
            format: kindText,
          })}
        </Text>
        <Text fz="sm" c="dimmed">
          {t(($) => $.imports.columns.guessed)}
        </Text>
      </div>
      <LayoutSelects inspection={inspection} onError={setRefusal} />
      <Mappings
        inspection={inspection}
        columns={[...columns].map(([index, field]) => ({ index, field }))}
        defaults={defaults}
        onError={setRefusal}
      />
      <table className={classes.columns}>
        <thead>
          <tr>
            <th scope="col">{t(($) => $.imports.columns.fileColumn)}</th>
            <th scope="col">{t(($) => $.imports.columns.samples)}</th>
            <th scope="col">{t(($) => $.imports.columns.field)}</th>
          </tr>
        </thead>
        <tbody>
          {inspection.columns.map((column) => (
            <tr key={column.index} data-left-out={!columns.has(column.index) || undefined}>
              <th scope="row" className={classes.breakable}>
                {called(column.heading)}
              </th>
              <td className={classes.samples} title={column.samples.join('\n')}>
                {column.samples.length === 0
                  ? t(($) => $.imports.columns.noSamples)
                  : column.samples.slice(0, 3).join(' · ')}
              </td>
              <td>
                <FieldSelect
                  inspection={inspection}
                  columns={columns}
                  index={column.index}
                  onChange={(field) => setColumns(withField(columns, column.index, field))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isContacts && <DefaultValues value={defaults} onChange={setDefaults} />}
      {refusal !== null && <ErrorNote error={refusal} />}
      {!complete && (
        <Text fz="sm" c="var(--mantine-color-error)" role="alert">
          {named ? t(($) => $.imports.columns.contactMissing) : t(($) => $.imports.columns.nameMissing)}
        </Text>
      )}
      <Group justify="space-between">
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ importId })}>
          {t(($) => $.imports.columns.back)}
        </Button>
        <Button disabled={!complete} loading={check.isPending} onClick={start}>
          {t(($) => $.imports.columns.check)}
        </Button>
      </Group>
    </>
  );
}

interface FieldSelectProps {
  readonly inspection: FileInspection;
  readonly columns: ColumnPlan;
  readonly index: number;
  readonly onChange: (field: ImportTarget | null) => void;
}

function FieldSelect({ inspection, columns, index, onChange }: FieldSelectProps) {
  const { t } = useTranslation();
  const called = useHeadings(inspection.kind);
  const headingOf = (at: number) =>
    called(inspection.columns.find((column) => column.index === at)?.heading ?? '');
  const { fields: own } = useCustomFields();
  const isContacts = inspection.noun === 'contacts';
  const plainFields = importFields.filter((field) =>
    isContacts ? field === 'name' || field === 'number' : field !== 'owner' || inspection.mayAssign,
  );
  const sets = isContacts ? ([1] as const) : ([1, 2, 3] as const);
  const targets: { value: ImportTarget; label: string }[] = [
    ...plainFields.map((field) => ({ value: field, label: t(($) => $.imports.fields[field]) })),
    ...(isContacts ? [] : own.map(({ id, label }) => ({ value: `custom:${id}` as const, label }))),
    ...sets.flatMap((set) =>
      contactParts.map((part) => {
        const label = t(($) => $.imports.contactParts[part]);
        return {
          value: `contact${set}.${part}` as const,
          label: isContacts ? label : t(($) => $.imports.contactPart, { set, part: label }),
        };
      }),
    ),
  ];
  const options = targets.map(({ value: field, label }) => {
    const other = [...columns].find(([at, taken]) => taken === field && at !== index)?.[0];
    return {
      value: field,
      label:
        other === undefined
          ? label
          : t(($) => $.imports.columns.used, { field: label, heading: headingOf(other) }),
    };
  });
  return (
    <NativeSelect
      aria-label={t(($) => $.imports.columns.selectLabel, { heading: headingOf(index) })}
      data={[{ value: '', label: t(($) => $.imports.columns.skip) }, ...options]}
      value={columns.get(index) ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange(targets.find(({ value }) => value === chosen)?.value ?? null);
      }}
    />
  );
}

interface DefaultValuesProps {
  readonly value: ImportPlan['defaults'];
  readonly onChange: (value: ImportPlan['defaults']) => void;
}

function DefaultValues({ value, onChange }: DefaultValuesProps) {
  const { t } = useTranslation();
  const { ofKind } = useChoices();
  const options = (kind: 'source' | 'industry') =>
    ofKind(kind).map(({ id, label }) => ({ value: id, label }));
  return (
    <fieldset className={classes.defaults}>
      <legend>{t(($) => $.imports.columns.defaults)}</legend>
      <Text fz="sm" c="dimmed" className={classes.wide}>
        {t(($) => $.imports.columns.defaultsHint)}
      </Text>
      <div>
        <Text component="span" id="import-type" fz="sm" fw={500} className={classes.label}>
          {t(($) => $.imports.columns.type)}
        </Text>
        <SegmentedControl
          aria-labelledby="import-type"
          size="sm"
          fullWidth
          value={value.type}
          onChange={(type) => onChange({ ...value, type: type === 'person' ? 'person' : 'company' })}
          data={[
            { value: 'company', label: t(($) => $.imports.types.company) },
            { value: 'person', label: t(($) => $.imports.types.person) },
          ]}
        />
      </div>
      <ChoiceSelect
        label={t(($) => $.imports.columns.source)}
        placeholder={t(($) => $.imports.columns.sourceAuto)}
        clearable
        options={options('source')}
        value={value.sourceId}
        onChange={(sourceId) => onChange({ ...value, sourceId })}
      />
      <ChoiceSelect
        label={t(($) => $.imports.columns.industry)}
        placeholder={t(($) => $.imports.columns.industryAuto)}
        clearable
        options={options('industry')}
        value={value.industryId}
        onChange={(industryId) => onChange({ ...value, industryId })}
      />
    </fieldset>
  );
}
