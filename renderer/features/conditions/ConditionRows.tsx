import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { deepestGroup, type Noun } from '#core/conditions/conditions.contract.ts';
import { relatedTo } from '#core/conditions/fields.contract.ts';
import classes from './conditions.module.css';
import { ConditionRow } from './ConditionRow.tsx';
import {
  emptyGroup,
  newField,
  newRelated,
  type DraftField,
  type DraftGroup,
  type DraftItem,
  type DraftRelated,
} from './draft.ts';
import type { ConditionFields } from './use-fields.ts';

interface ConditionRowsProps {
  readonly noun: Noun;
  readonly draft: DraftGroup;
  readonly fields: ConditionFields;
  /** 1: the whole query. */
  readonly depth: number;
  /** Within the conditions of a contact or an interaction nothing further is related. */
  readonly related: boolean;
  readonly onChange: (draft: DraftGroup) => void;
}

/** The conditions of a group and what can be added to it. */
export function ConditionRows({ noun, draft, fields, depth, related, onChange }: ConditionRowsProps) {
  const { t } = useTranslation();
  const { items, join } = draft;
  const put = (item: DraftItem) =>
    onChange({ ...draft, items: items.map((old) => (old.id === item.id ? item : old)) });
  const remove = (id: number) => onChange({ ...draft, items: items.filter((item) => item.id !== id) });
  const add = (item: DraftItem) => onChange({ ...draft, items: [...items, item] });
  const addCondition = (to: (item: DraftField) => void, of = noun) => {
    const [first] = fields.offered(of)[0]?.fields ?? [];
    if (first !== undefined) to(newField(first.key, first.field));
  };
  const nests = depth < deepestGroup - 1;
  return (
    <div className={classes.rows}>
      {items.length > 1 ? (
        <SegmentedControl
          className={classes.join}
          size="xs"
          aria-label={t(($) => $.conditions.match.label)}
          data={(['and', 'or'] as const).map((value) => ({
            value,
            label: t(($) => $.conditions.match[value]),
          }))}
          value={join}
          onChange={(value) => onChange({ ...draft, join: value === 'or' ? 'or' : 'and' })}
        />
      ) : null}
      {items.map((item) => {
        if ('where' in item) {
          return (
            <RelatedBlock
              key={item.id}
              draft={item}
              fields={fields}
              depth={depth}
              onChange={put}
              onRemove={remove}
            />
          );
        }
        if ('items' in item) {
          return (
            <Block
              key={item.id}
              head={<Text fz="sm">{t(($) => $.conditions.group)}</Text>}
              label={t(($) => $.conditions.removeGroup)}
              onRemove={() => remove(item.id)}
            >
              <ConditionRows
                noun={noun}
                draft={item}
                fields={fields}
                depth={depth + 1}
                related={related}
                onChange={put}
              />
            </Block>
          );
        }
        return (
          <ConditionRow
            key={item.id}
            noun={noun}
            draft={item}
            fields={fields}
            onChange={put}
            onRemove={() => remove(item.id)}
          />
        );
      })}
      <Group gap={4}>
        <AddButton onClick={() => addCondition(add)}>{t(($) => $.conditions.add)}</AddButton>
        {nests && items.length > 0 ? (
          <AddButton
            onClick={() =>
              addCondition((item) => add({ ...emptyGroup(join === 'and' ? 'or' : 'and'), items: [item] }))
            }
          >
            {t(($) => $.conditions.addGroup)}
          </AddButton>
        ) : null}
        {related && nests
          ? relatedTo[noun].map((has) => (
              <AddButton key={has} onClick={() => addCondition((first) => add(newRelated(has, first)), has)}>
                {t(($) => $.conditions.addRelated[has])}
              </AddButton>
            ))
          : null}
      </Group>
    </div>
  );
}

function AddButton({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconPlus size={14} stroke={1.8} />}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

interface BlockProps {
  readonly head: ReactNode;
  readonly label: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

function Block({ head, label, onRemove, children }: BlockProps) {
  return (
    <div className={classes.block}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        {head}
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onRemove}>
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      </Group>
      {children}
    </div>
  );
}

interface RelatedBlockProps {
  readonly draft: DraftRelated;
  readonly fields: ConditionFields;
  readonly depth: number;
  readonly onChange: (draft: DraftRelated) => void;
  readonly onRemove: (id: number) => void;
}

/** Conditions on one and the same contact or interaction; or that there is none such. */
function RelatedBlock({ draft, fields, depth, onChange, onRemove }: RelatedBlockProps) {
  const { t } = useTranslation();
  const { has, none, where } = draft;
  const words = t(($) => $.conditions.has[has], { returnObjects: true });
  return (
    <Block
      head={
        <SegmentedControl
          size="xs"
          aria-label={words.label}
          data={[
            { value: 'some', label: words.some },
            { value: 'none', label: words.none },
          ]}
          value={none ? 'none' : 'some'}
          onChange={(value) => onChange({ ...draft, none: value === 'none' })}
        />
      }
      label={t(($) => $.conditions.removeGroup)}
      onRemove={() => onRemove(draft.id)}
    >
      {where.items.length === 0 ? (
        <Text fz="sm" c="dimmed" mb={6}>
          {words.any}
        </Text>
      ) : null}
      <ConditionRows
        noun={has}
        draft={where}
        fields={fields}
        depth={depth + 1}
        related={false}
        onChange={(next) => onChange({ ...draft, where: next })}
      />
    </Block>
  );
}
