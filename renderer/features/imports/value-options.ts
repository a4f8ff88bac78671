import { useTranslation } from 'react-i18next';
import {
  importedChoiceKinds,
  type ImportedChoiceKind,
  type ValueKind,
  type ValueMeaning,
} from '#core/imports/import-plan.contract.ts';
import { useChoices } from '../../lib/choices.ts';
import { useCustomFields } from '../../lib/custom-fields.ts';
import { useNames } from '../../lib/names.ts';

/** What a value can be said to mean; `key` is the meaning as a select keeps it. */
export interface MeaningOption {
  readonly key: string;
  readonly label: string;
  readonly to: ValueMeaning['to'];
}

const isChoice = (kind: ValueKind): kind is ImportedChoiceKind =>
  importedChoiceKinds.some((known) => known === kind);

/** The key of a meaning; '' where nobody has said one. */
export const keyOf = (to: ValueMeaning['to'] | undefined): string =>
  to === undefined ? '' : to === null ? 'empty' : `${typeof to}:${to}`;

/** Label and possible meanings of each kind of value. */
export function useValueOptions(mayAddChoices: boolean) {
  const { t } = useTranslation();
  const { ofKind } = useChoices();
  const { byId, fields } = useCustomFields();
  const { people } = useNames();
  const option = (to: ValueMeaning['to'], label: string): MeaningOption => ({ key: keyOf(to), label, to });
  const statuses = ['potential', 'interested', 'deal', 'lost'] as const;
  const levels = ['A', 'B', 'C'] as const;

  const labelOf = (kind: ValueKind): string => {
    if (kind === 'owner' || kind === 'tag') return t(($) => $.imports.values.kinds[kind]);
    if (kind.startsWith('custom:')) return byId.get(Number(kind.slice(7)))?.label ?? '';
    return t(($) => $.imports.fields[kind as Exclude<ValueKind, 'tag' | 'owner' | `custom:${number}`>]);
  };
  const optionsOf = (kind: ValueKind): readonly MeaningOption[] => {
    if (kind === 'owner')
      return [
        option(
          null,
          t(($) => $.imports.values.pool),
        ),
        ...people.filter(({ canOwn }) => canOwn).map(({ id, name }) => option(id, name)),
      ];
    const empty = option(
      null,
      t(($) => $.imports.values.empty),
    );
    if (isChoice(kind))
      return [
        ...(mayAddChoices
          ? [
              option(
                'create',
                t(($) => $.imports.values.create),
              ),
            ]
          : []),
        empty,
        ...ofKind(kind).map(({ id, label }) => option(id, label)),
      ];
    if (kind === 'status')
      return [
        empty,
        ...statuses.map((status) =>
          option(
            status,
            t(($) => $.customers.statuses[status]),
          ),
        ),
      ];
    if (kind === 'level')
      return [
        empty,
        ...levels.map((level) =>
          option(
            level,
            t(($) => $.customers.levels[level]),
          ),
        ),
      ];
    if (kind === 'type')
      return [
        empty,
        option(
          'company',
          t(($) => $.imports.types.company),
        ),
        option(
          'person',
          t(($) => $.imports.types.person),
        ),
      ];
    const field = fields.find(({ id }) => kind === `custom:${id}`);
    const options = field?.options.filter(({ retired }) => !retired) ?? [];
    return [empty, ...options.map(({ id, label }) => option(id, label))];
  };
  return { labelOf, optionsOf, isChoice };
}
