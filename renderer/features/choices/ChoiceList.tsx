import { useTranslation } from 'react-i18next';
import type { Choice, ChoiceKind } from '#core/choices/choices.contract.ts';
import { OrderedList } from '../../ui/OrderedList.tsx';
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
  return (
    <OrderedList
      items={choices}
      label={t(($) => $.settings.choices.kinds[kind])}
      moveLabel={({ label }) => t(($) => $.settings.choices.move, { label })}
      movedWords={({ label }, position) =>
        t(($) => $.settings.choices.movedTo, { label, position, count: choices.length })
      }
      onOrder={(ids) => order.mutate({ kind, ids })}
    >
      {(choice, handle) => <ChoiceRow choice={choice} handle={handle} />}
    </OrderedList>
  );
}
