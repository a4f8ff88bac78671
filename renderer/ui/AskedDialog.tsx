import { Modal, type ModalProps } from '@mantine/core';
import { Fragment, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface AskedDialogProps<Asked> extends Pick<ModalProps, 'size' | 'fullScreen'> {
  /** What it is about; null while it is closed. Another object opens it anew. */
  readonly asked: Asked | null;
  readonly title: (asked: Asked) => string;
  readonly onClose: () => void;
  readonly children: (asked: Asked) => ReactNode;
}

/** A dialog about one thing: what was last asked stays while it closes, so that its words do not vanish first. */
export function AskedDialog<Asked>({ asked, title, onClose, children, ...look }: AskedDialogProps<Asked>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(asked);
  const [opened, setOpened] = useState(0);
  if (asked !== null && asked !== shown) {
    setShown(asked);
    setOpened(opened + 1);
  }
  return (
    <Modal
      {...look}
      opened={asked !== null}
      onClose={onClose}
      title={shown === null ? undefined : title(shown)}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : <Fragment key={opened}>{children(shown)}</Fragment>}
    </Modal>
  );
}
