import { Button, Checkbox, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueKind, ValueMeaning } from '#core/imports/import-plan.contract.ts';
import type { ImportStatus } from '#core/imports/imports.contract.ts';
import { useFormat } from '../../lib/format.ts';
import classes from './imports.module.css';
import { keyOf, useValueOptions } from './value-options.ts';

const shownAtFirst = 12;

interface ValuesPanelProps {
  readonly status: ImportStatus;
  readonly meanings: readonly ValueMeaning[];
  readonly onChange: (meanings: readonly ValueMeaning[]) => void;
  readonly add: boolean;
  readonly onAdd: (add: boolean) => void;
}

/** Values that the office does not know, each once: what is each to mean (spec §11)? */
export function ValuesPanel({ status, meanings, onChange, add, onAdd }: ValuesPanelProps) {
  const { t } = useTranslation();
  const { newValues, mayAddChoices } = status;
  const { isChoice } = useValueOptions(mayAddChoices);
  const kinds = [...new Set(newValues.map(({ kind }) => kind))];
  return (
    <section className={classes.panel} aria-labelledby="import-values">
      <div>
        <h3 id="import-values" className={classes.subheading}>
          {t(($) => $.imports.values.title, { count: newValues.length })}
        </h3>
        <Text fz="sm" c="dimmed">
          {t(($) => $.imports.values.hint)}
        </Text>
      </div>
      {kinds.map((kind) => (
        <ValuesOfKind key={kind} kind={kind} status={status} meanings={meanings} onChange={onChange} />
      ))}
      {kinds.some(isChoice) &&
        (mayAddChoices ? (
          <Checkbox
            label={t(($) => $.imports.values.add)}
            description={t(($) => $.imports.values.addHint)}
            checked={add}
            onChange={(event) => onAdd(event.currentTarget.checked)}
          />
        ) : (
          <Text fz="sm">{t(($) => $.imports.values.notAllowed)}</Text>
        ))}
    </section>
  );
}

interface ValuesOfKindProps extends Pick<ValuesPanelProps, 'status' | 'meanings' | 'onChange'> {
  readonly kind: ValueKind;
}

function ValuesOfKind({ kind, status, meanings, onChange }: ValuesOfKindProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [all, setAll] = useState(false);
  const { labelOf, optionsOf } = useValueOptions(status.mayAddChoices);
  const options = optionsOf(kind);
  const values = status.newValues.filter((value) => value.kind === kind);
  const title = labelOf(kind);
  const said = (label: string) => meanings.find((one) => one.kind === kind && one.label === label);
  const say = (label: string, key: string) => {
    const others = meanings.filter((one) => one.kind !== kind || one.label !== label);
    const option = options.find((one) => one.key === key);
    onChange(option === undefined ? others : [...others, { kind, label, to: option.to }]);
  };
  return (
    <table className={classes.values}>
      <caption>{title}</caption>
      <tbody>
        {values.slice(0, all ? undefined : shownAtFirst).map(({ label, rows }) => (
          <tr key={label}>
            <th scope="row" className={classes.breakable}>
              {label}
              <span className={classes.dim}> {t(($) => $.imports.values.rows, { count: rows })}</span>
            </th>
            <td>
              <NativeSelect
                aria-label={t(($) => $.imports.values.selectLabel, { kind: title, label })}
                value={keyOf(said(label)?.to)}
                data={[
                  { value: '', label: t(($) => $.imports.values.undecided) },
                  ...options.map((option) => ({ value: option.key, label: option.label })),
                ]}
                onChange={(event) => say(label, event.currentTarget.value)}
              />
            </td>
          </tr>
        ))}
      </tbody>
      {!all && values.length > shownAtFirst && (
        <tfoot>
          <tr>
            <td colSpan={2}>
              <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
                {t(($) => $.imports.values.more, { figure: number(values.length - shownAtFirst) })}
              </Button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
