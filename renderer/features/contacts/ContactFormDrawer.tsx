import { Button, Drawer, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote, SentenceNote } from '../../ui/ErrorNote.tsx';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { ConflictPanel } from './ConflictPanel.tsx';
import classes from './contact-form.module.css';
import { ContactFields } from './ContactFields.tsx';
import { contactQuery } from './queries.ts';
import { useContactForm } from './use-contact-form.ts';

type Wanted = 'new' | number;

interface ContactFormDrawerProps {
  readonly customerId: number;
  /** A new contact, or the id of the one to edit; null: closed. */
  readonly form: Wanted | null;
  readonly onClose: () => void;
}

/** What the drawer asks the form in it. */
interface FormHandle {
  readonly mayLeave: () => Promise<boolean>;
}

/** The form beside the customer it belongs to: nothing of the page is left. */
export function ContactFormDrawer({ customerId, form, onClose }: ContactFormDrawerProps) {
  const { t } = useTranslation();
  const inside = useRef<FormHandle>(null);
  // The last form stays while the drawer closes.
  const [shown, setShown] = useState<Wanted | null>(form);
  if (form !== null && form !== shown) setShown(form);
  const [round, setRound] = useState(0);
  const close = async () => {
    if (inside.current === null || (await inside.current.mayLeave())) onClose();
  };
  return (
    <Drawer
      opened={form !== null}
      onClose={() => void close()}
      size={640}
      title={t(($) => (typeof shown === 'number' ? $.contacts.form.editTitle : $.contacts.form.newTitle))}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      classNames={{ content: classes.content, body: classes.body, header: classes.header }}
    >
      {shown === null ? null : (
        <FormFor
          key={`${shown} ${round}`}
          wanted={shown}
          customerId={customerId}
          handle={inside}
          onClose={onClose}
          onCancel={() => void close()}
          onAgain={() => setRound(round + 1)}
        />
      )}
    </Drawer>
  );
}

interface FormForProps {
  readonly wanted: Wanted;
  readonly customerId: number;
  readonly handle: Ref<FormHandle>;
  readonly onClose: () => void;
  readonly onCancel: () => void;
  /** The form begins anew. */
  readonly onAgain: () => void;
}

function FormFor({ wanted, ...rest }: FormForProps) {
  const id = typeof wanted === 'number' ? wanted : null;
  const { data, error, refetch } = useQuery({ ...contactQuery(id ?? 0), enabled: id !== null, retry: false });
  const [taken, setTaken] = useState<Contact | null>(null);
  // The record is taken once: what others change meanwhile is met when saving, not under one's fingers.
  if (data && taken === null) setTaken(data);
  if (id === null) return <OpenForm contact={null} {...rest} />;
  if (taken === null && error !== null)
    return <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />;
  if (taken === null) {
    return (
      <Stack gap="md" p="md">
        {[0, 1, 2, 3].map((at) => (
          <Skeleton key={at} height={36} animate={false} />
        ))}
      </Stack>
    );
  }
  if (!taken.abilities.includes('edit')) return <ErrorNote error={new AppError('notAllowed')} />;
  return <OpenForm contact={taken} {...rest} />;
}

interface OpenFormProps extends Omit<FormForProps, 'wanted'> {
  readonly contact: Contact | null;
}

function OpenForm({ contact, customerId, handle, onClose, onCancel, onAgain }: OpenFormProps) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const isNew = contact === null;
  const onSaved = ({ name }: Contact, next: boolean) => {
    notifyDone(t(($) => (isNew ? $.contacts.done.created : $.contacts.done.saved), { name }));
    if (!next) onClose();
    onAgain();
  };
  const state = useContactForm({ customerId, contact, onSaved });
  const { form, draft, save, saving } = state;
  const { mayLeave } = useLeaveGuard(
    () => form.isDirty() && !saving,
    () => {
      draft.forget();
      onAgain();
    },
  );
  useImperativeHandle(handle, () => ({ mayLeave }));
  useHotkeys(
    [
      ['mod+S', () => save(false)],
      ['mod+Enter', () => save(isNew)],
    ],
    [],
  );
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(false);
      }}
    >
      <div className={classes.scroll}>
        {state.restored ? (
          <div className={classes.quietNote} role="status">
            <span>{t(($) => $.contacts.form.restored)}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                draft.forget();
                onAgain();
              }}
            >
              {t(($) => (isNew ? $.contacts.form.discardDraft : $.contacts.form.discardEdit))}
            </Button>
          </div>
        ) : null}
        {contact?.sight === 'masked' ? (
          <div className={classes.quietNote}>{t(($) => $.contacts.form.maskedNote)}</div>
        ) : null}
        <ContactFields contact={state} isNew={isNew} />
      </div>
      <footer className={classes.footer}>
        {state.note === null ? null : <SentenceNote>{state.note}</SentenceNote>}
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="xs" c="var(--kc-dim)">
            {narrow ? null : t(($) => (isNew ? $.contacts.form.shortcutsNext : $.contacts.form.shortcuts))}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" onClick={onCancel}>
              {t(($) => $.contacts.form.cancel)}
            </Button>
            {isNew && !narrow ? (
              <Tooltip label={t(($) => $.contacts.form.saveAndNextHint)}>
                <Button variant="default" disabled={saving} onClick={() => save(true)}>
                  {t(($) => $.contacts.form.saveAndNext)}
                </Button>
              </Tooltip>
            ) : null}
            <Tooltip label={t(($) => $.contacts.form.saveHint)}>
              <Button type="submit" loading={saving}>
                {t(($) => $.contacts.form.save)}
              </Button>
            </Tooltip>
          </Group>
        </Group>
      </footer>
      {state.merge === null ? null : (
        <ConflictPanel
          merge={state.merge}
          values={form.values}
          onSettle={state.settle}
          onClose={state.giveUpMerge}
        />
      )}
    </form>
  );
}
