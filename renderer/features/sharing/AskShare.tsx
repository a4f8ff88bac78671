import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#core/shared/errors.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useSharingMutations } from './mutations.ts';

interface AskShareProps {
  readonly customerId: number;
  readonly ownerId: number;
  readonly compact?: boolean;
}

/** Asks the owner of a colleague's customer to share it (spec §3.8). */
export function AskShare({ customerId, ownerId, compact = false }: AskShareProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<AppError | null>(null);
  const { ask } = useSharingMutations(setRefused);
  return (
    <>
      <Button
        size={compact ? 'compact-xs' : 'sm'}
        variant="default"
        disabled={asked}
        leftSection={<IconShare size={compact ? 14 : 16} stroke={1.6} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t(($) => (asked ? $.sharing.asked : $.sharing.ask))}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t(($) => $.sharing.ask)}
        closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // The form it may stand in is another one.
            event.stopPropagation();
            setRefused(null);
            const text = reason.trim();
            ask.mutate(
              { customerId, reason: text === '' ? null : text },
              {
                onSuccess: () => {
                  notifyDone(t(($) => $.sharing.askDone, { name: nameOf(ownerId) }));
                  setAsked(true);
                  setOpen(false);
                },
              },
            );
          }}
        >
          <Stack gap="md">
            <Text size="sm">{t(($) => $.sharing.askText, { name: nameOf(ownerId) })}</Text>
            <Textarea
              data-autofocus
              label={t(($) => $.sharing.askReason)}
              autosize
              minRows={2}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {refused === null ? null : <ErrorNote error={refused} />}
            <DialogFooter
              onClose={() => setOpen(false)}
              action={t(($) => $.sharing.ask)}
              busy={ask.isPending}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
