import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** Says in the corner what is done, with a button that takes it back for a while. */
export function notifyUndo(message: string, label: string, undo: (() => void) | null): void {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    color: 'teal',
    autoClose: undo === null ? 3500 : 8000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        {undo === null ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            style={{ flex: 'none' }}
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {label}
          </Button>
        )}
      </Group>
    ),
  });
}
