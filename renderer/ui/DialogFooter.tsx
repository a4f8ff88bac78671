import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface DialogFooterProps {
  readonly onClose: () => void;
  /** The verb of what the dialog is there for. */
  readonly action: string;
  /** Without, the button sends the form around it. */
  readonly onAct?: () => void;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** It takes something away. */
  readonly danger?: boolean;
  /** Where nothing has to be typed before. */
  readonly focused?: boolean;
}

/** The last line of a dialog: leaving it, and what it is there for. */
export function DialogFooter(props: DialogFooterProps) {
  const { onClose, action, onAct, busy = false, disabled = false, danger = false, focused = false } = props;
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onClose}>
        {t(($) => $.common.cancel)}
      </Button>
      <Button
        type={onAct === undefined ? 'submit' : 'button'}
        data-autofocus={focused || undefined}
        color={danger ? 'red' : undefined}
        loading={busy}
        disabled={disabled}
        onClick={onAct}
      >
        {action}
      </Button>
    </Group>
  );
}
