import { Button, Drawer, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '#core/customers/customers.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { notifyDone } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import { useCan } from '../../lib/session.ts';
import { ErrorNote, SentenceNote } from '../../ui/ErrorNote.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import classes from './customer-form.module.css';
import { CustomerFields } from './CustomerFields.tsx';
import { customerQuery } from './queries.ts';
import { useCustomerForm } from './use-customer-form.ts';

type Wanted = 'new' | 'claim' | number;

interface CustomerFormDrawerProps {
  /** A new customer, a new one claimed at once, or the id of the one to edit; null: closed. */
  readonly form: Wanted | null;
  readonly onClose: () => void;
  /** Saved, and the next one is to be entered. */
  readonly onNext: () => void;
}

/** What the drawer asks the form in it. */
interface FormHandle {
  readonly mayLeave: () => Promise<boolean>;
}

/** The form beside the page it was opened from: nothing of the page is left. */
export function CustomerFormDrawer({ form, onClose, onNext }: CustomerFormDrawerProps) {
  const { t } = useTranslation();
  const inside = useRef<FormHandle>(null);
  // The last form stays while the drawer closes.
  const [shown, setShown] = useState<Wanted | null>(form);
  if (form !== null && form !== shown) setShown(form);
  const [round, setRound] = useState(0);
  const close = async () => {
    if (inside.current === null || (await inside.current.mayLeave())) onClose();
  };
  const titles = { new: t(($) => $.customers.form.newTitle), claim: t(($) => $.customers.form.claimTitle) };
  return (
    <Drawer
      opened={form !== null}
      onClose={() => void close()}
      size={760}
      title={typeof shown === 'number' ? t(($) => $.customers.form.editTitle) : titles[shown ?? 'new']}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      classNames={{ content: classes.content, body: classes.body, header: classes.header }}
    >
      {shown === null ? null : (
        <FormFor
          key={`${shown} ${round}`}
          wanted={shown}
          handle={inside}
          onClose={onClose}
          onCancel={() => void close()}
          onAgain={(next) => {
            setRound(round + 1);
            if (next) onNext();
          }}
        />
      )}
    </Drawer>
  );
}

interface FormForProps {
  readonly wanted: Wanted;
  readonly handle: Ref<FormHandle>;
  readonly onClose: () => void;
  readonly onCancel: () => void;
  readonly onAgain: (next: boolean) => void;
}

function FormFor({ wanted, ...rest }: FormForProps) {
  const id = typeof wanted === 'number' ? wanted : null;
  const { data, error, refetch } = useQuery({
    ...customerQuery(id ?? 0),
    enabled: id !== null,
    retry: false,
  });
  const [taken, setTaken] = useState<Customer | null>(null);
  // The record is taken once: what others change meanwhile is met when saving, not under one's fingers.
  if (data && taken === null) setTaken(data);
  if (id === null) return <OpenForm customer={null} claim={wanted === 'claim'} {...rest} />;
  if (taken === null && error !== null)
    return <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />;
  if (taken === null) {
    return (
      <Stack gap="md">
        {[0, 1, 2, 3].map((at) => (
          <Skeleton key={at} height={36} animate={false} />
        ))}
      </Stack>
    );
  }
  if (!taken.abilities.includes('edit')) return <ErrorNote error={new AppError('notAllowed')} />;
  return <OpenForm customer={taken} claim={false} {...rest} />;
}

interface OpenFormProps extends Omit<FormForProps, 'wanted'> {
  readonly customer: Customer | null;
  readonly claim: boolean;
}

function OpenForm({ customer, claim, handle, onClose, onCancel, onAgain }: OpenFormProps) {
  const { t } = useTranslation();
  const manager = useCan('pool.manage');
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const mayOverride = customer === null ? manager : customer.abilities.includes('overrideDuplicate');
  const onSaved = (saved: Customer, next: boolean) => {
    const { name } = saved;
    notifyDone(
      customer !== null
        ? t(($) => $.customers.done.saved, { name })
        : claim
          ? t(($) => $.customers.done.createdAndClaimed, { name })
          : t(($) => $.customers.done.created, { name }),
    );
    if (next) onAgain(true);
    else {
      onClose();
      // Ready for the next time it opens.
      onAgain(false);
    }
  };
  const state = useCustomerForm({ customer, claim, mayOverride, onSaved });
  const { form, draft, save, saving } = state;
  const { mayLeave } = useLeaveGuard(
    () => form.isDirty() && !saving,
    () => {
      draft.forget();
      onAgain(false);
    },
  );
  useImperativeHandle(handle, () => ({ mayLeave }));
  useHotkeys(
    [
      ['mod+S', () => save(false)],
      ['mod+Enter', () => (customer === null ? save(true) : save(false))],
    ],
    [],
  );
  const masked = customer?.sight === 'masked';
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
            <span>{t(($) => $.customers.form.restored)}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                draft.forget();
                onAgain(false);
              }}
            >
              {t(($) => (customer === null ? $.customers.form.discardDraft : $.customers.form.discardEdit))}
            </Button>
          </div>
        ) : null}
        {masked ? <div className={classes.quietNote}>{t(($) => $.customers.form.maskedNote)}</div> : null}
        <CustomerFields customer={state} id={customer?.id ?? null} mayOverride={mayOverride} />
      </div>
      <footer className={classes.footer}>
        {state.note === null ? null : <SentenceNote>{state.note}</SentenceNote>}
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="xs" c="var(--kc-dim)">
            {narrow
              ? null
              : t(($) => (customer === null ? $.customers.form.shortcutsNext : $.customers.form.shortcuts))}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" onClick={onCancel}>
              {t(($) => $.customers.form.cancel)}
            </Button>
            {customer === null && !narrow ? (
              <Tooltip label={t(($) => $.customers.form.saveAndNextHint)}>
                <Button variant="default" disabled={saving} onClick={() => save(true)}>
                  {t(($) => $.customers.form.saveAndNext)}
                </Button>
              </Tooltip>
            ) : null}
            <Tooltip label={t(($) => $.customers.form.saveHint)}>
              <Button type="submit" loading={saving}>
                {t(($) => $.customers.form.save)}
              </Button>
            </Tooltip>
          </Group>
        </Group>
      </footer>
      {state.merge === null ? null : (
        <ConflictPanel
          merge={state.merge}
          values={form.getValues()}
          onSettle={state.settle}
          onClose={state.giveUpMerge}
        />
      )}
    </form>
  );
}
