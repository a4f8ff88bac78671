import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InteractionsPrint, type InteractionsToPrint } from './InteractionsPrint.tsx';
import { ListPrint, type ListToPrint } from './ListPrint.tsx';

export type ToPrint = ListToPrint | InteractionsToPrint;

interface PrintDialogProps {
  readonly asked: ToPrint | null;
  readonly onClose: () => void;
}

/** The preview over everything else, with all that decides how it comes out; closed by Esc. */
export function PrintDialog({ asked, onClose }: PrintDialogProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(asked);
  const [opened, setOpened] = useState(0);
  if (asked !== shown) {
    setShown(asked);
    setOpened(opened + 1);
  }
  return (
    <Modal.Root
      opened={asked !== null}
      onClose={onClose}
      fullScreen
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Content aria-label={t(($) => $.printing.preview)}>
        <Modal.Body>
          {shown === null ? null : shown.kind === 'list' ? (
            <ListPrint key={opened} list={shown} opened={opened} onClose={onClose} />
          ) : (
            <InteractionsPrint key={opened} asked={shown} opened={opened} onClose={onClose} />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
