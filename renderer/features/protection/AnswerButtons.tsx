import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExtensionRequest } from '#core/protection/protection.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { fieldSentences } from '../../lib/form-errors.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { FormErrorNote } from '../../ui/ErrorNote.tsx';
import { useProtectionMutations } from './mutations.ts';

/** Granting takes one press; refusing asks why. */
export function AnswerButtons({ request }: { request: ExtensionRequest }) {
  const { t } = useTranslation();
  const [refusing, setRefusing] = useState(false);
  const { answer } = useProtectionMutations();
  return (
    <>
      <Button
        size="compact-md"
        loading={answer.isPending}
        onClick={() =>
          answer.mutate(
            { id: request.id, granted: true, reason: null },
            { onSuccess: () => notifyDone(t(($) => $.protection.granted)) },
          )
        }
      >
        {t(($) => $.protection.grant)}
      </Button>
      <Button size="compact-md" variant="default" onClick={() => setRefusing(true)}>
        {t(($) => $.protection.refuse)}
      </Button>
      <Modal
        opened={refusing}
        onClose={() => setRefusing(false)}
        title={t(($) => $.protection.refuseTitle)}
        closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      >
        <RefuseForm request={request} onClose={() => setRefusing(false)} />
      </Modal>
    </>
  );
}

function RefuseForm({ request, onClose }: { request: ExtensionRequest; onClose: () => void }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<AppError | null>(null);
  const { answer } = useProtectionMutations(setRefused);
  const sentences = refused === null ? {} : fieldSentences(refused);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(null);
        const text = reason.trim();
        answer.mutate(
          { id: request.id, granted: false, reason: text === '' ? null : text },
          {
            onSuccess: () => {
              notifyDone(t(($) => $.protection.refusedDone));
              onClose();
            },
          },
        );
      }}
    >
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {nameOf(request.personId)} · {request.customerName}
        </Text>
        <Textarea
          data-autofocus
          label={t(($) => $.protection.refuseReason)}
          autosize
          minRows={2}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={sentences['reason']}
        />
        <FormErrorNote error={refused} />
        <DialogFooter
          onClose={onClose}
          action={t(($) => $.protection.refuse)}
          busy={answer.isPending}
          danger
        />
      </Stack>
    </form>
  );
}
