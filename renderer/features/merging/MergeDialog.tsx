import { Skeleton, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeChoice, MergePreview } from '#core/merging/merging.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useCustomFields } from '../../lib/custom-fields.ts';
import { useFormat } from '../../lib/format.ts';
import { usePhone } from '../../lib/phone.ts';
import { toAppError } from '../../lib/rpc.ts';
import { AskedDialog } from '../../ui/AskedDialog.tsx';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyUndo } from '../../ui/notify-undo.tsx';
import { mergeRows, movingFigures, type FieldWords } from './merge-rows.ts';
import { MergeFields } from './MergeFields.tsx';
import { useMergingMutations, useUndoMerge } from './mutations.ts';
import { mergingQueries } from './queries.ts';

interface MergeDialogProps {
  /** Two to ten customers, or null while closed. */
  readonly ids: readonly number[] | null;
  readonly onClose: () => void;
  readonly onMerged?: (() => void) | undefined;
  /** Names and values of customer fields in words. */
  readonly fieldLabel: (field: string) => string;
  readonly words: FieldWords;
}

/** Makes one customer of several: which one stays, and each value from whom (spec §3.10). */
export function MergeDialog({ ids, onClose, ...rest }: MergeDialogProps) {
  const { t } = useTranslation();
  const narrow = usePhone();
  return (
    <AskedDialog
      asked={ids}
      title={(some) => t(($) => $.merging.title, { count: some.length })}
      onClose={onClose}
      size="min(64rem, 96vw)"
      fullScreen={narrow}
    >
      {(some) => <MergeForm ids={some} onClose={onClose} {...rest} />}
    </AskedDialog>
  );
}

type MergeFormProps = Omit<MergeDialogProps, 'ids'> & { readonly ids: readonly number[] };

function MergeForm({ ids, onClose, onMerged, fieldLabel, words }: MergeFormProps) {
  const { t } = useTranslation();
  const [survivorId, setSurvivorId] = useState<number | null>(null);
  const preview = useQuery(mergingQueries.preview(ids, survivorId));
  const [choice, setChoice] = useState<MergeChoice>({});
  const [ownerFrom, setOwnerFrom] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { merge } = useMergingMutations((error) => {
    setRefused(error);
    // Somebody changed one of them: what is shown must be what is merged.
    if (error.code === 'conflict') void preview.refetch();
  });
  const undo = useUndoMerge(fieldLabel);
  const { all: customFields } = useCustomFields();
  const { data } = preview;
  if (data === undefined) {
    return preview.error === null ? (
      <Stack gap="sm">
        {[0, 1, 2, 3, 4].map((at) => (
          <Skeleton key={at} height={30} animate={false} />
        ))}
      </Stack>
    ) : (
      <ErrorNote error={toAppError(preview.error)} onRetry={() => void preview.refetch()} />
    );
  }
  const rows = mergeRows(data, words, customFields);
  const shown = all ? rows : rows.filter(({ differs }) => differs);
  const survivor = data.customers.find(({ customer }) => customer.id === data.survivorId)?.customer;
  const submit = () => {
    setRefused(null);
    merge.mutate(
      {
        survivorId: data.survivorId,
        customers: data.customers.map(({ customer: { id, version } }) => ({ id, version })),
        choice,
        ownerFrom: ownerFrom ?? data.ownerFrom,
      },
      {
        onSuccess: ({ mergeId, customer }) => {
          onClose();
          notifyUndo(
            t(($) => $.merging.done, { count: ids.length, name: customer.name }),
            t(($) => $.merging.undo),
            () => undo(mergeId),
          );
          onMerged?.();
        },
      },
    );
  };
  return (
    <Stack gap="md" style={preview.isPlaceholderData ? { opacity: 0.6 } : undefined}>
      <Text size="sm">{t(($) => $.merging.text)}</Text>
      <MergeFields
        preview={data}
        rows={shown}
        choice={{ ...data.choice, ...choice }}
        ownerFrom={ownerFrom ?? data.ownerFrom}
        fieldLabel={fieldLabel}
        onSurvivor={setSurvivorId}
        onOwner={setOwnerFrom}
        onChoice={(field, from) => setChoice({ ...choice, [field]: from })}
      />
      <Switch
        size="sm"
        label={t(($) => $.merging.allFields)}
        checked={all}
        onChange={(event) => setAll(event.currentTarget.checked)}
      />
      <Moving preview={data} name={survivor?.name ?? ''} />
      {refused === null ? null : <ErrorNote error={refused} />}
      <DialogFooter
        onClose={onClose}
        action={t(($) => $.merging.merge)}
        onAct={submit}
        busy={merge.isPending}
        disabled={preview.isPlaceholderData}
      />
    </Stack>
  );
}

/** What will happen, in figures. */
function Moving({ preview, name }: { preview: MergePreview; name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = movingFigures(preview, preview.survivorId);
  const others = preview.customers.length - 1;
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {figures.length === 0
        ? t(($) => $.merging.movesNothing, { name })
        : t(($) => $.merging.moves, {
            name,
            what: format.list(figures.map(({ key, count }) => t(($) => $.merging.figures[key], { count }))),
          })}
      {format.language === 'en' ? ' ' : ''}
      {t(($) => $.merging.othersGo, { count: others })}
    </Text>
  );
}
