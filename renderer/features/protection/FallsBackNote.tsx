import { Button, Group, Text } from '@mantine/core';
import { IconClockPlus, IconHourglassLow, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeSentence } from '#core/i18n/sentence.ts';
import type { Customer } from '#core/customers/customers.contract.ts';
import { urgencyOf, useFallsBackWords } from '../../lib/falls-back.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { SentenceNote } from '../../ui/ErrorNote.tsx';
import { AskExtension } from './AskExtension.tsx';
import { AnswerButtons } from './AnswerButtons.tsx';
import { useProtectionMutations } from './mutations.ts';
import classes from './protection.module.css';
import { protectionQueries } from './queries.ts';

interface FallsBackNoteProps {
  readonly customer: Customer;
}

/** When a claimed customer falls back and why, with what can be done about it: nothing where no rule concerns it. */
export function FallsBackNote({ customer }: FallsBackNoteProps) {
  const { t } = useTranslation();
  const { language, day } = useFormat();
  const { sentence } = useFallsBackWords();
  const { nameOf } = useNames();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { lock } = useProtectionMutations();
  const { id, fallsBack, abilities } = customer;
  const locked = customer.locked === true;
  const concerned = customer.sight === 'full' && (locked || fallsBack !== null);
  const open = useQuery(protectionQueries.openRequest(id, concerned && !locked));
  if (!concerned) return null;
  const request = locked ? null : (open.data?.request ?? null);
  const setLocked = (wanted: boolean) => {
    setRefused(null);
    lock.mutate(
      { ids: [id], locked: wanted },
      {
        onSuccess: ({ refused: [first] }) => {
          if (first) setRefused(codeSentence(first.code, first.params, language));
          else notifyDone(t(($) => (wanted ? $.protection.lockedDone : $.protection.unlockedDone)));
        },
      },
    );
  };
  const mayLock = abilities.includes('lock');
  return (
    <section
      className={classes.note}
      data-urgency={locked || fallsBack === null ? 'locked' : urgencyOf(fallsBack)}
      aria-label={t(($) => $.protection.title)}
    >
      <div className={classes.noteText}>
        <span className={classes.what}>
          {locked ? (
            <IconLock size={16} stroke={1.6} aria-hidden />
          ) : (
            <IconHourglassLow size={16} stroke={1.6} aria-hidden />
          )}
          <span>
            {locked || fallsBack === null ? t(($) => $.protection.lockedText) : sentence(fallsBack)}
          </span>
        </span>
        {locked || customer.extendedUntil === null ? null : (
          <Text size="sm" c="dimmed">
            {t(($) => $.protection.extendedUntil, { day: day(customer.extendedUntil) })}
          </Text>
        )}
        {request === null ? null : (
          <Text size="sm" className={classes.asked}>
            {t(($) => $.protection.asksUntil, {
              name: nameOf(request.personId),
              day: request.untilOn,
              reason: request.reason,
            })}
          </Text>
        )}
        {refused === null ? null : <SentenceNote>{refused}</SentenceNote>}
      </div>
      <Group gap={6}>
        {request?.mayAnswer ? <AnswerButtons request={request} /> : null}
        {fallsBack !== null && request === null && abilities.includes('askExtension') ? (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconClockPlus size={16} stroke={1.6} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t(($) => $.protection.ask)}
          </Button>
        ) : null}
        {mayLock ? (
          <Button
            size="compact-md"
            variant="default"
            loading={lock.isPending}
            leftSection={
              locked ? (
                <IconLockOpen size={16} stroke={1.6} aria-hidden />
              ) : (
                <IconLock size={16} stroke={1.6} aria-hidden />
              )
            }
            onClick={() => setLocked(!locked)}
          >
            {t(($) => (locked ? $.protection.unlock : $.protection.lock))}
          </Button>
        ) : null}
      </Group>
      {fallsBack === null ? null : (
        <AskExtension
          opened={asking}
          customerId={id}
          customerName={customer.name}
          fallsBack={fallsBack}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
