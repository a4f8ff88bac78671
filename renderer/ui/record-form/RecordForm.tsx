import { Button, Group, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useImperativeHandle, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../lib/phone.ts';
import { SentenceNote } from '../ErrorNote.tsx';
import { useLeaveGuard } from '../leave-guard.ts';
import classes from './record-form.module.css';
import type { FormHandle } from './RecordFormDrawer.tsx';

interface RecordFormProps {
  readonly handle: Ref<FormHandle>;
  /** Saved and begun anew as often as one likes; an edited record is saved once. */
  readonly isNew: boolean;
  /** What was not saved last time is in the form again. */
  readonly restored: boolean;
  /** Contact data are masked: what is left as it is stays stored. */
  readonly masked: boolean;
  readonly saving: boolean;
  /** Why it was not saved, where no field says so. */
  readonly note: string | null;
  readonly isDirty: () => boolean;
  /** `next`: another one is to be entered afterwards. */
  readonly onSave: (next: boolean) => void;
  readonly onCancel: () => void;
  readonly onDiscard: () => void;
  readonly children: ReactNode;
  /** What stands above the form, such as a conflict. */
  readonly layer: ReactNode;
}

/** The frame of a record's form: fields that scroll, what is said about them, and the buttons below. */
export function RecordForm(props: RecordFormProps) {
  const { handle, isNew, restored, masked, saving, note, children, layer } = props;
  const { isDirty, onSave, onCancel, onDiscard } = props;
  const { t } = useTranslation();
  const narrow = usePhone();
  const { mayLeave } = useLeaveGuard(() => isDirty() && !saving, onDiscard);
  useImperativeHandle(handle, () => ({ mayLeave }));
  useHotkeys(
    [
      ['mod+S', () => onSave(false)],
      ['mod+Enter', () => onSave(isNew)],
    ],
    [],
  );
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave(false);
      }}
    >
      <div className={classes.scroll}>
        {restored ? (
          <div className={classes.quietNote} role="status">
            <span>{t(($) => $.common.form.restored)}</span>
            <Button size="compact-xs" variant="subtle" onClick={onDiscard}>
              {t(($) => (isNew ? $.common.form.discardDraft : $.common.form.discardEdit))}
            </Button>
          </div>
        ) : null}
        {masked ? <div className={classes.quietNote}>{t(($) => $.common.form.maskedNote)}</div> : null}
        {children}
      </div>
      <footer className={classes.footer}>
        {note === null ? null : <SentenceNote>{note}</SentenceNote>}
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="xs" c="var(--kc-dim)">
            {narrow ? null : t(($) => (isNew ? $.common.form.shortcutsNext : $.common.form.shortcuts))}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" onClick={onCancel}>
              {t(($) => $.common.cancel)}
            </Button>
            {isNew && !narrow ? (
              <Tooltip label={t(($) => $.common.form.saveAndNextHint)}>
                <Button variant="default" disabled={saving} onClick={() => onSave(true)}>
                  {t(($) => $.common.form.saveAndNext)}
                </Button>
              </Tooltip>
            ) : null}
            <Tooltip label={t(($) => $.common.form.saveHint)}>
              <Button type="submit" loading={saving}>
                {t(($) => $.common.form.save)}
              </Button>
            </Tooltip>
          </Group>
        </Group>
      </footer>
      {layer}
    </form>
  );
}
