import { Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block } from '#core/printing/engine/document.ts';
import type { PrintKind } from '#core/printing/print-kinds.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { AddressPrint } from './AddressPrint.tsx';
import { CardPrint, type CardToPrint } from './CardPrint.tsx';
import { InteractionsPrint, type InteractionsToPrint } from './InteractionsPrint.tsx';
import { ListPrint, type ListToPrint } from './ListPrint.tsx';
import { Preview } from './Preview.tsx';
import { useDocument } from './use-paper-words.ts';

export type ToPrint = ListToPrint | InteractionsToPrint | CardToPrint;

interface PrintDialogProps {
  readonly asked: ToPrint | null;
  readonly onClose: () => void;
}

/** The preview over everything else, with all that decides how it comes out; closed by Esc. */
export function PrintDialog({ asked, onClose }: PrintDialogProps) {
  const [shown, setShown] = useState(asked);
  const [opened, setOpened] = useState(0);
  const [addressing, setAddressing] = useState(false);
  if (asked !== shown) {
    setShown(asked);
    setOpened(opened + 1);
    setAddressing(false);
  }
  const preview = () => {
    switch (shown?.kind) {
      case 'list':
        return addressing ? (
          <AddressPrint key={opened} asked={shown} opened={opened} onClose={onClose} />
        ) : (
          <ListPrint
            key={opened}
            list={shown}
            opened={opened}
            onAddresses={() => setAddressing(true)}
            onClose={onClose}
          />
        );
      case 'interactions':
        return <InteractionsPrint key={opened} asked={shown} opened={opened} onClose={onClose} />;
      case 'card':
        return <CardPrint key={opened} asked={shown} opened={opened} onClose={onClose} />;
      case undefined:
        return null;
    }
  };
  return (
    <Shell opened={asked !== null} onClose={onClose}>
      {preview()}
    </Shell>
  );
}

interface ShellProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Shell({ opened, onClose, children }: ShellProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={onClose} fullScreen padding={0} transitionProps={{ duration: 0 }}>
      <Modal.Content aria-label={t(($) => $.printing.preview)}>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** What another feature has put together; null while it still does. */
export interface ReadyToPrint {
  readonly of: PrintKind;
  readonly title: string;
  readonly blocks: readonly Block[] | null;
  readonly rows: number;
  readonly error?: AppError | null;
  readonly onRetry?: () => void;
}

/** As {@link PrintDialog}, for what is at hand already. */
export function ReadyPrintDialog({ asked, onClose }: { asked: ReadyToPrint | null; onClose: () => void }) {
  return (
    <Shell opened={asked !== null} onClose={onClose}>
      {asked === null ? null : <ReadyPrint asked={asked} onClose={onClose} />}
    </Shell>
  );
}

function ReadyPrint({ asked, onClose }: { asked: ReadyToPrint; onClose: () => void }) {
  const { of, title, blocks, rows, error = null, onRetry } = asked;
  const printed = useDocument(of, title, blocks);
  return (
    <Preview
      kind={of}
      document={printed}
      token={null}
      rows={rows}
      error={error}
      onRetry={onRetry}
      onClose={onClose}
    />
  );
}
