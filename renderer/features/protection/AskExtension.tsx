import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FallsBack } from '#core/customers/falls-back.contract.ts';
import { addDays, isLocalDate } from '#core/shared/local-date.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFallsBackWords } from '../../lib/falls-back.ts';
import { fieldSentences } from '../../lib/form-errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { FormErrorNote } from '../../ui/ErrorNote.tsx';
import { useProtectionMutations } from './mutations.ts';

interface AskExtensionProps {
  readonly customerId: number;
  readonly customerName: string;
  readonly fallsBack: FallsBack;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What is offered at first: so many days after the day on which it would fall back. */
const usualDays = 30;

/** The owner asks to keep a customer longer, until when and why (spec §3.4). */
export function AskExtension({ opened, onClose, ...about }: AskExtensionProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(($) => $.protection.askTitle)}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <AskForm {...about} onClose={onClose} />
    </Modal>
  );
}

function AskForm({ customerId, customerName, fallsBack, onClose }: Omit<AskExtensionProps, 'opened'>) {
  const { t } = useTranslation();
  const { sentence } = useFallsBackWords();
  const [untilOn, setUntilOn] = useState<string>(
    isLocalDate(fallsBack.on) ? addDays(fallsBack.on, usualDays) : '',
  );
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<AppError | null>(null);
  const { ask } = useProtectionMutations(setRefused);
  const sentences = refused === null ? {} : fieldSentences(refused);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(null);
        ask.mutate(
          { customerId, untilOn: untilOn === '' ? '0000-00-00' : untilOn, reason },
          {
            onSuccess: () => {
              notifyDone(t(($) => $.protection.asked));
              onClose();
            },
          },
        );
      }}
    >
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {customerName} · {sentence(fallsBack)}
        </Text>
        <DayInput
          withAsterisk
          label={t(($) => $.protection.untilOn)}
          description={t(($) => $.protection.untilOnHint)}
          value={untilOn}
          onChange={setUntilOn}
          error={sentences['untilOn']}
        />
        <Textarea
          data-autofocus
          withAsterisk
          label={t(($) => $.protection.reason)}
          placeholder={t(($) => $.protection.reasonPlaceholder)}
          autosize
          minRows={2}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={sentences['reason']}
        />
        <FormErrorNote error={refused} />
        <DialogFooter onClose={onClose} action={t(($) => $.protection.send)} busy={ask.isPending} />
      </Stack>
    </form>
  );
}
