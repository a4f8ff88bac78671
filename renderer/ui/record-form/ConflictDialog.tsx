import { Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogFooter } from '../DialogFooter.tsx';
import classes from './conflict-dialog.module.css';

interface ConflictDialogProps<Field extends string> {
  readonly title: string;
  /** Both changed them, to different values: somebody has to choose. */
  readonly disputed: readonly Field[];
  /** Only the other one changed them: theirs holds. */
  readonly taken: readonly Field[];
  readonly labelOf: (field: Field) => string;
  /** A value in words; empty where there is none. */
  readonly valueOf: (field: Field, side: 'mine' | 'theirs') => string;
  /** The disputed fields of which theirs was chosen. */
  readonly onSettle: (theirs: ReadonlySet<Field>) => void;
  readonly onClose: () => void;
}

/** A lost race, field by field: nothing is overwritten in silence (spec §13). */
export function ConflictDialog<Field extends string>(props: ConflictDialogProps<Field>) {
  const { title, disputed, taken, labelOf, valueOf, onSettle, onClose } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<Field>>(new Set());
  const value = (field: Field, side: 'mine' | 'theirs') =>
    valueOf(field, side) || t(($) => $.common.form.conflict.empty);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <Stack gap="md">
        <Text size="sm">
          {disputed.length > 0
            ? t(($) => $.common.form.conflict.text, { count: disputed.length })
            : t(($) => $.common.form.conflict.taken, { count: taken.length })}
        </Text>
        {disputed.map((field) => (
          <Radio.Group
            key={field}
            label={labelOf(field)}
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
                      <span className={classes.sideName}>{t(($) => $.common.form.conflict[side])}</span>
                      <span>{value(field, side)}</span>
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
                <dt>{labelOf(field)}</dt>
                <dd>{value(field, 'theirs')}</dd>
                <dd className={classes.sideName}>{t(($) => $.common.form.conflict.takenOver)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        <DialogFooter
          onClose={onClose}
          action={t(($) => $.common.form.conflict.apply)}
          onAct={() => onSettle(chosen)}
          focused
        />
      </Stack>
    </Modal>
  );
}
