/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- rows take drops; the arrow keys on the handle do the same */
import { VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, ChoiceKind } from '#core/choices/choices.contract.ts';
import classes from './choices.module.css';
import { ChoiceRow } from './ChoiceRow.tsx';
import { useOrderChoices } from './mutations.ts';

interface ChoiceListProps {
  readonly kind: ChoiceKind;
  /** In their order, retired ones too. */
  readonly choices: readonly Choice[];
}

/** The entries of one kind; dragged by the handle, or moved with the arrow keys on it. */
export function ChoiceList({ kind, choices }: ChoiceListProps) {
  const { t } = useTranslation();
  const order = useOrderChoices();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);

  const moveTo = (id: number, position: number) => {
    const from = choices.findIndex((choice) => choice.id === id);
    const to = Math.max(0, Math.min(choices.length - 1, position));
    const moved = choices[from];
    if (moved === undefined || from === to) return;
    const rest = choices.filter((choice) => choice.id !== id);
    order.mutate({ kind, ids: [...rest.slice(0, to), moved, ...rest.slice(to)].map((choice) => choice.id) });
    setSaid(
      t(($) => $.settings.choices.movedTo, { label: moved.label, position: to + 1, count: choices.length }),
    );
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-handle="${id}"]`)?.focus());
  };

  return (
    <>
      <ul ref={list} className={classes.list} aria-label={t(($) => $.settings.choices.kinds[kind])}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            className={classes.row}
            data-over={(over === index && dragged !== null && dragged !== choice.id) || undefined}
            data-dragged={dragged === choice.id || undefined}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) moveTo(dragged, index);
              setDragged(null);
              setOver(null);
            }}
          >
            <ChoiceRow
              choice={choice}
              onMove={(by) => moveTo(choice.id, index + by)}
              onDrag={(started) => {
                setDragged(started ? choice.id : null);
                setOver(null);
              }}
            />
          </li>
        ))}
      </ul>
      <VisuallyHidden component="output">{said}</VisuallyHidden>
    </>
  );
}
