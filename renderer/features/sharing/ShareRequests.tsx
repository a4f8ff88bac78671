import { Button, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShareRequest } from '#core/sharing/sharing.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { fieldSentences } from '../../lib/form-errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote, FormErrorNote } from '../../ui/ErrorNote.tsx';
import { useSharingMutations } from './mutations.ts';
import { sharingQueries } from './queries.ts';
import classes from './sharing.module.css';
import { TermsFields, usualTerms } from './TermsFields.tsx';

/** Who asks for a share of a customer of mine: nothing while nobody does. */
export function ShareRequests() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const requests = useQuery(sharingQueries.requests(true));
  const [answering, setAnswering] = useState<{ request: ShareRequest; grant: boolean } | null>(null);
  if (requests.error !== null && requests.data === undefined)
    return <ErrorNote error={toAppError(requests.error)} onRetry={() => void requests.refetch()} />;
  const rows = requests.data ?? [];
  return (
    <>
      {rows.length === 0 ? null : (
        <section className={classes.requests} aria-label={t(($) => $.sharing.requests)}>
          <Title order={2} size="h5" mb="xs">
            {t(($) => $.sharing.requests)}
          </Title>
          <ul>
            {rows.map((request) => (
              <li key={request.id}>
                <div className={classes.request}>
                  <span>
                    {t(($) => $.sharing.asksFor, { name: nameOf(request.personId) })}{' '}
                    <Link
                      className={classes.customer}
                      to="/customers/$id"
                      params={{ id: String(request.customerId) }}
                    >
                      {request.customerName}
                    </Link>
                  </span>
                  <Text size="sm" c="dimmed" title={format.full(request.createdAt)}>
                    {[request.reason, format.instant(request.createdAt)].filter(Boolean).join(' · ')}
                  </Text>
                </div>
                <Group gap={6} wrap="nowrap">
                  <Button size="compact-md" onClick={() => setAnswering({ request, grant: true })}>
                    {t(($) => $.sharing.grant)}
                  </Button>
                  <Button
                    size="compact-md"
                    variant="default"
                    onClick={() => setAnswering({ request, grant: false })}
                  >
                    {t(($) => $.sharing.refuse)}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Modal
        opened={answering !== null}
        onClose={() => setAnswering(null)}
        title={t(($) => (answering?.grant === false ? $.sharing.refuseTitle : $.sharing.grantTitle))}
        closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      >
        {answering === null ? null : <AnswerForm {...answering} onClose={() => setAnswering(null)} />}
      </Modal>
    </>
  );
}

interface AnswerFormProps {
  readonly request: ShareRequest;
  readonly grant: boolean;
  readonly onClose: () => void;
}

function AnswerForm({ request, grant, onClose }: AnswerFormProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const [terms, setTerms] = useState(usualTerms);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<AppError | null>(null);
  const { answer } = useSharingMutations(setRefused);
  const sentences = refused === null ? {} : fieldSentences(refused);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(null);
        const text = reason.trim();
        answer.mutate(
          { id: request.id, terms: grant ? terms : null, reason: text === '' ? null : text },
          {
            onSuccess: () => {
              notifyDone(t(($) => (grant ? $.sharing.granted : $.sharing.refused)));
              onClose();
            },
          },
        );
      }}
    >
      <Stack gap="md">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {nameOf(request.personId)} · {request.customerName}
        </Text>
        {grant ? (
          <TermsFields terms={terms} onChange={setTerms} untilError={sentences['untilOn']} />
        ) : (
          <Textarea
            data-autofocus
            label={t(($) => $.sharing.refuseReason)}
            autosize
            minRows={2}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={sentences['reason']}
          />
        )}
        <FormErrorNote error={refused} />
        <DialogFooter
          onClose={onClose}
          action={t(($) => (grant ? $.sharing.grant : $.sharing.refuse))}
          busy={answer.isPending}
          danger={!grant}
        />
      </Stack>
    </form>
  );
}
