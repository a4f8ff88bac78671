import { Checkbox, Radio } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeField, MergePreview } from '#core/merging/merging.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { usePhone } from '../../lib/phone.ts';
import { figureKeys, type MergeRow } from './merge-rows.ts';
import classes from './merging.module.css';

interface MergeFieldsProps {
  readonly preview: MergePreview;
  readonly rows: readonly MergeRow[];
  readonly choice: MergePreview['choice'];
  readonly ownerFrom: number;
  readonly fieldLabel: (field: string) => string;
  readonly onSurvivor: (id: number) => void;
  readonly onOwner: (id: number) => void;
  readonly onChoice: (field: MergeField, from: number | 'all') => void;
}

/** One line of the comparison: what it is about, and a cell for each customer. */
interface Line {
  readonly key: string;
  readonly label: string;
  readonly aside?: ReactNode;
  readonly cells: readonly ReactNode[];
}

/** The customers side by side, each line with a choice; one below the other on a phone. */
export function MergeFields(props: MergeFieldsProps) {
  const narrow = usePhone();
  const lines = useLines(props);
  const { customers } = props.preview;
  if (narrow) {
    return (
      <div className={classes.stack}>
        {lines.map(({ key, label, aside, cells }) => (
          <fieldset key={key} className={classes.group}>
            <legend>{label}</legend>
            {aside}
            {cells.map((cell, at) => (
              <div key={customers[at]?.customer.id} className={classes.option}>
                {cell}
                {key === 'survivor' ? null : (
                  <span className={classes.of}>{customers[at]?.customer.number}</span>
                )}
              </div>
            ))}
          </fieldset>
        ))}
      </div>
    );
  }
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={lines[0]?.label}>
      <table className={classes.table}>
        <tbody>
          {lines.map(({ key, label, aside, cells }) => (
            <tr key={key} data-head={key === 'survivor' || undefined}>
              <th scope="row">
                {label}
                {aside}
              </th>
              {cells.map((cell, at) => (
                <td key={customers[at]?.customer.id}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useLines(props: MergeFieldsProps): Line[] {
  const { preview, rows, choice, ownerFrom, fieldLabel, onSurvivor, onOwner, onChoice } = props;
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const format = useFormat();
  const group = useId();
  const { customers, survivorId } = preview;
  const ownerOf = (id: number | null) => (id === null ? t(($) => $.customers.unclaimed) : nameOf(id));
  const option = (line: string, checked: boolean, label: ReactNode, choose: () => void) => (
    <Radio
      size="sm"
      name={`${group} ${line}`}
      checked={checked}
      onChange={choose}
      label={label}
      classNames={{ label: classes.value }}
    />
  );
  const survivor: Line = {
    key: 'survivor',
    label: t(($) => $.merging.survivor),
    cells: customers.map(({ customer }) =>
      option(
        'survivor',
        customer.id === survivorId,
        <>
          <b>{customer.name}</b>
          <span className={classes.of}>{customer.number}</span>
        </>,
        () => onSurvivor(customer.id),
      ),
    ),
  };
  const figures: Line = {
    key: 'figures',
    label: t(($) => $.merging.hanging),
    cells: customers.map(({ customer, figures: of }) => {
      const some = figureKeys.filter((key) => of[key] > 0);
      return (
        <span key={customer.id} className={classes.figures}>
          {some.length === 0
            ? t(($) => $.merging.nothing)
            : format.list(some.map((key) => t(($) => $.merging.figures[key], { count: of[key] })))}
        </span>
      );
    }),
  };
  const owners = new Set(customers.map(({ customer }) => customer.ownerId));
  const owner: Line = {
    key: 'owner',
    label: t(($) => $.merging.owner),
    cells: customers.map(({ customer }) =>
      option('owner', customer.id === ownerFrom, ownerOf(customer.ownerId), () => onOwner(customer.id)),
    ),
  };
  const fields = rows.map(({ field, values, joinable, differs }): Line => ({
    key: field,
    label: fieldLabel(field),
    aside:
      joinable && differs ? (
        <Checkbox
          size="xs"
          mt={4}
          label={t(($) => $.merging.joined)}
          checked={choice[field] === 'all'}
          onChange={(event) => onChoice(field, event.currentTarget.checked ? 'all' : survivorId)}
        />
      ) : undefined,
    cells: customers.map(({ customer }, at) =>
      option(
        field,
        // A custom field that none of them has is not chosen from anybody: it shows as the survivor's.
        (choice[field] ?? survivorId) === customer.id,
        values[at] || <span className={classes.none}>{t(($) => $.merging.empty)}</span>,
        () => onChoice(field, customer.id),
      ),
    ),
  }));
  return [survivor, figures, ...(owners.size > 1 ? [owner] : []), ...fields];
}
