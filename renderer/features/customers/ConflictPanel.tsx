import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './customer-form.module.css';
import { fieldsOf, useFieldLabel, useFieldWords, type AnyField } from './fields.ts';
import { fieldsToValues, type FormValues } from './form-values.ts';
import { settled, valueOf, type Merge } from './merge-changes.ts';

interface ConflictPanelProps {
  readonly merge: Merge;
  readonly values: FormValues;
  readonly onSettle: (values: FormValues) => void;
  readonly onClose: () => void;
}

/** A lost race, field by field: nothing is overwritten in silence (spec §13). */
export function ConflictPanel({ merge, values, onSettle, onClose }: ConflictPanelProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const label = useFieldLabel();
  const [chosen, setChosen] = useState<ReadonlySet<AnyField>>(new Set());
  const theirs = fieldsOf(merge.theirs);
  const nothing = t(($) => $.customers.conflict.empty);
  const value = (field: AnyField, of: Merge['mine']): string => {
    if (field === 'parentId') {
      const id = of.parentId;
      if (id === null) return nothing;
      return (id === merge.theirs.parentId ? merge.theirs.parentName : values.parentName) ?? String(id);
    }
    return words(field, valueOf(of, field)) || nothing;
  };
  const settle = () => {
    const fields = settled(merge, chosen);
    const parentName =
      fields.parentId === merge.theirs.parentId ? merge.theirs.parentName : values.parentName;
    onSettle({
      ...values,
      ...fieldsToValues(fields),
      parentName,
      base: theirs,
      baseVersion: merge.theirs.version,
    });
  };
  const { disputed, taken } = merge;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t(($) => $.customers.conflict.title)}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <Stack gap="md">
        <Text size="sm">
          {disputed.length > 0
            ? t(($) => $.customers.conflict.text, { count: disputed.length })
            : t(($) => $.customers.conflict.taken, { count: taken.length })}
        </Text>
        {disputed.map((field) => (
          <Radio.Group
            key={field}
            label={label(field)}
            value={chosen.has(field) ? 'theirs' : 'mine'}
            onChange={(side) => {
              const next = new Set(chosen);
              if (side === 'theirs') next.add(field);
              else next.delete(field);
              setChosen(next);
            }}
          >
            <div className={classes.sides}>
              {(['mine', 'theirs'] as const).map((side) => (
                <Radio.Card key={side} value={side} className={classes.side}>
                  <Group gap={8} wrap="nowrap" align="flex-start">
                    <Radio.Indicator size="xs" mt={2} />
                    <div className={classes.sideText}>
                      <span className={classes.sideName}>{t(($) => $.customers.conflict[side])}</span>
                      <span>{value(field, side === 'mine' ? merge.mine : theirs)}</span>
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
        ))}
        {taken.length > 0 ? (
          <dl className={classes.taken}>
            {taken.map((field) => (
              <div key={field}>
                <dt>{label(field)}</dt>
                <dd>{value(field, theirs)}</dd>
                <dd className={classes.sideName}>{t(($) => $.customers.conflict.takenOver)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.customers.form.cancel)}
          </Button>
          <Button data-autofocus onClick={settle}>
            {t(($) => $.customers.conflict.apply)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
