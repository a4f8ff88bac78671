import { ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Opens the preview, by Ctrl+P too. */
export function PrintButton({ onPrint }: { onPrint: () => void }) {
  const { t } = useTranslation();
  useHotkeys([['mod+P', onPrint]], []);
  return (
    <Tooltip label={`${t(($) => $.printing.open)} (Ctrl+P)`}>
      <ActionIcon size={32} variant="default" aria-label={t(($) => $.printing.open)} onClick={onPrint}>
        <IconPrinter size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
