import { ActionIcon, Group, List, Loader, Stack, Text, Tooltip } from '@mantine/core';
import { IconFolderDown } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#core/shared/errors.ts';
import { printsItself } from '../../lib/desktop-printing.ts';
import { useFormat } from '../../lib/format.ts';
import { AskedDialog } from '../../ui/AskedDialog.tsx';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ExportProgress } from './ExportProgress.tsx';
import { useStartFolder, type CardFile } from './mutations.ts';

export interface FolderQuestion {
  readonly customerId: number;
  readonly name: string;
}

/** Lays out the card while it is on the page, out of sight, and hands it over. */
export type CardMaker = (
  customerId: number,
  onMade: (card: CardFile) => void,
  onError: (error: AppError) => void,
) => ReactNode;

/** Opens the dialog. */
export function FolderButton({ onExport }: { readonly onExport: () => void }) {
  const { t } = useTranslation();
  const label = t(($) => $.exports.folder.open);
  return (
    <Tooltip label={label}>
      <ActionIcon size={32} variant="default" aria-label={label} onClick={onExport}>
        <IconFolderDown size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

interface FolderDialogProps {
  readonly asked: FolderQuestion | null;
  readonly card: CardMaker;
  readonly onClose: () => void;
}

/** The whole of one customer as an archive: card, workbook, files (spec §11). */
export function FolderDialog({ asked, card, onClose }: FolderDialogProps) {
  const { t } = useTranslation();
  return (
    <AskedDialog
      asked={asked}
      title={({ name }) => t(($) => $.exports.folder.title, { name })}
      onClose={onClose}
    >
      {(question) => <FolderSteps asked={question} card={card} onClose={onClose} />}
    </AskedDialog>
  );
}

interface FolderStepsProps extends Omit<FolderDialogProps, 'asked'> {
  readonly asked: FolderQuestion;
}

function FolderSteps({ asked, card, onClose }: FolderStepsProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const [exportId, setExportId] = useState<number | null>(null);
  const [making, setMaking] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const fail = (error: AppError) => {
    setMaking(false);
    setRefused(error);
  };
  const start = useStartFolder(fail, (status) => {
    setMaking(false);
    setExportId(status.exportId);
  });
  if (exportId !== null)
    return <ExportProgress exportId={exportId} onClose={onClose} onAgain={() => setExportId(null)} />;
  const { customerId } = asked;
  const kind = t(($) => (printsItself() ? $.exports.folder.pdf : $.exports.folder.html));
  return (
    <Stack gap="md">
      <Text size="sm">{t(($) => $.exports.folder.text)}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t(($) => $.exports.folder.card, { kind })}</List.Item>
        <List.Item>{t(($) => $.exports.folder.workbook)}</List.Item>
        <List.Item>{t(($) => $.exports.folder.files)}</List.Item>
      </List>
      <Text size="xs" c="var(--kc-dim)">
        {t(($) => $.exports.logged)}
      </Text>
      {refused === null ? null : <ErrorNote error={refused} />}
      {making ? (
        <Group gap="xs" role="status">
          <Loader size="xs" />
          <Text size="sm">{t(($) => $.exports.folder.making)}</Text>
        </Group>
      ) : null}
      {making && !start.isPending
        ? card(customerId, (made) => start.mutate({ customerId, language, card: made }), fail)
        : null}
      <DialogFooter
        onClose={onClose}
        action={t(($) => $.exports.start)}
        onAct={() => {
          setRefused(null);
          setMaking(true);
        }}
        busy={making}
        focused
      />
    </Stack>
  );
}
