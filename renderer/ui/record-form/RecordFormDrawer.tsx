import { Drawer, Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Fragment, useRef, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#core/shared/errors.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../ErrorNote.tsx';
import classes from './record-form.module.css';

/** What the drawer asks the form in it. */
export interface FormHandle {
  readonly mayLeave: () => Promise<boolean>;
}

/** What a form in the drawer is given. */
export interface OpenedForm {
  readonly handle: Ref<FormHandle>;
  readonly onClose: () => void;
  /** Closes when nothing is lost by it, or the person agrees. */
  readonly onCancel: () => void;
  /** The form begins anew. */
  readonly onAgain: () => void;
}

interface RecordFormDrawerProps<Wanted extends string | number> {
  /** What is entered or edited; null: closed. */
  readonly form: Wanted | null;
  /** Width in pixels. */
  readonly size: number;
  readonly titleOf: (wanted: Wanted) => string;
  readonly onClose: () => void;
  readonly children: (wanted: Wanted, opened: OpenedForm) => ReactNode;
}

/** The form of a record beside the page it was opened from: nothing of the page is left. */
export function RecordFormDrawer<Wanted extends string | number>({
  form,
  size,
  titleOf,
  onClose,
  children,
}: RecordFormDrawerProps<Wanted>) {
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
      size={size}
      title={shown === null ? '' : titleOf(shown)}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      classNames={{ content: classes.content, body: classes.body, header: classes.header }}
    >
      {shown === null ? null : (
        <Fragment key={`${shown} ${round}`}>
          {children(shown, {
            handle: inside,
            onClose,
            onCancel: () => void close(),
            onAgain: () => setRound(round + 1),
          })}
        </Fragment>
      )}
    </Drawer>
  );
}

interface EditedRecordProps<Row> {
  readonly query: UseQueryResult<Row, Error>;
  readonly children: (row: Row) => ReactNode;
}

/** The record that is edited. It is taken once: what others change meanwhile is met when saving, not under one's fingers. */
export function EditedRecord<Row extends { readonly abilities: readonly string[] }>({
  query,
  children,
}: EditedRecordProps<Row>) {
  const { data, error, refetch } = query;
  const [taken, setTaken] = useState<Row | null>(null);
  if (data !== undefined && taken === null) setTaken(data);
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
  return children(taken);
}
