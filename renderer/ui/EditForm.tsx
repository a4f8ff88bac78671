import { Button, Group } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useHotkeys } from '@mantine/hooks';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './EditForm.module.css';
import { SentenceNote } from './ErrorNote.tsx';

interface EditFormProps<Values extends Record<string, unknown>> {
  readonly form: UseFormReturnType<Values>;
  readonly onSave: (values: Values) => void;
  readonly busy: boolean;
  /** A refusal that belongs to no field. */
  readonly note?: string | null;
  readonly saveLabel?: string;
  readonly onCancel?: (() => void) | undefined;
  /** Left of the buttons. */
  readonly aside?: ReactNode;
  /** The button over the whole width: front pages. */
  readonly wide?: boolean;
  /** Nothing to save: the button waits for a change. */
  readonly untouched?: boolean;
  /** A long form keeps its buttons in sight. */
  readonly sticky?: boolean;
  readonly children: ReactNode;
}

/**
 * One form like every other: Ctrl+S saves, checks run on leaving a field, the first wrong one gets the focus, what
 * was typed stays when the service refuses.
 */
export function EditForm<Values extends Record<string, unknown>>(props: EditFormProps<Values>) {
  const {
    form,
    onSave,
    busy,
    note = null,
    saveLabel,
    onCancel,
    aside,
    wide = false,
    untouched = false,
    sticky = false,
    children,
  } = props;
  const { t } = useTranslation();
  const element = useRef<HTMLFormElement>(null);
  useHotkeys([['mod+S', () => element.current?.requestSubmit()]], []);

  const focusFirst = (errors: Record<string, unknown>) => {
    const [first] = Object.keys(errors);
    const node = first === undefined ? null : form.getInputNode(first);
    const shown = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (node ?? shown)?.focus();
  };

  return (
    <form
      ref={element}
      noValidate
      className={classes.form}
      onSubmit={(event) =>
        form.onSubmit((values) => {
          if (!busy) onSave(values);
        }, focusFirst)(event)
      }
    >
      <div className={classes.fields}>{children}</div>
      {note !== null && <SentenceNote>{note}</SentenceNote>}
      <Group justify="space-between" gap="xs" className={sticky ? classes.sticky : undefined}>
        {!wide && <div>{aside}</div>}
        <Group gap="xs" flex={wide ? 1 : undefined}>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t(($) => $.common.cancel)}
            </Button>
          )}
          <Button type="submit" loading={busy} fullWidth={wide} disabled={untouched && !busy}>
            {saveLabel ?? t(($) => $.common.save)}
          </Button>
        </Group>
      </Group>
    </form>
  );
}
