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

  /** The entry that the pointer is over, or the nearest. */
  const indexAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const at = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
    return at < 0 ? rows.length - 1 : at;
  };
  const from = choices.findIndex((choice) => choice.id === dragged);
  const side = over !== null && from < over ? 'after' : 'before';
  const giveUp = () => {
    setDragged(null);
    setOver(null);
  };

  return (
    <>
      <ul ref={list} className={classes.list} aria-label={t(($) => $.settings.choices.kinds[kind])}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            className={classes.row}
            data-over={over === index && dragged !== choice.id ? side : undefined}
            data-dragged={dragged === choice.id || undefined}
          >
            <ChoiceRow
              choice={choice}
              onMove={(by) => moveTo(choice.id, index + by)}
              onDrag={(y) => {
                setDragged(choice.id);
                setOver(indexAt(y));
              }}
              onDrop={() => {
                if (dragged === choice.id && over !== null) moveTo(choice.id, over);
                giveUp();
              }}
              onGiveUp={giveUp}
            />
          </li>
        ))}
      </ul>
      <VisuallyHidden component="output">{said}</VisuallyHidden>
    </>
  );
}
