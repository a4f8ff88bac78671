import { Modal, Stack, Text } from '@mantine/core';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Share } from '#core/sharing/sharing.contract.ts';
import { toldError, type AppError } from '#core/shared/errors.ts';
import { fieldSentences } from '../../lib/form-errors.ts';
import { useNames } from '../../lib/names.ts';
import { notifyDone } from '../../lib/notify.ts';
import { ChoicesSelect } from '../../ui/ChoicesSelect.tsx';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { FormErrorNote } from '../../ui/ErrorNote.tsx';
import { useSharingMutations } from './mutations.ts';
import { TermsFields, usualTerms } from './TermsFields.tsx';

/** What the dialog is about: customers to be shared, or one share whose terms change. */
export type ShareQuestion =
  | { readonly ids: readonly number[]; readonly name: string | null; readonly ownerId: number | null }
  | { readonly share: Share };

interface ShareDialogProps {
  readonly asked: ShareQuestion | null;
  readonly onClose: () => void;
}

/** Shares customers with colleagues, or changes a share. */
export function ShareDialog({ asked, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  // The last question stays while the dialog closes, so that its words do not vanish first.
  const [shown, setShown] = useState(asked);
  const [opened, setOpened] = useState(0);
  if (asked !== null && asked !== shown) {
    setShown(asked);
    setOpened(opened + 1);
  }
  const title =
    shown === null
      ? ''
      : 'share' in shown
        ? t(($) => $.sharing.changeTitle, { name: nameOf(shown.share.personId) })
        : t(($) => $.sharing.title, { count: shown.ids.length });
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : <ShareForm key={opened} question={shown} onClose={onClose} />}
    </Modal>
  );
}

function ShareForm({ question, onClose }: { question: ShareQuestion; onClose: () => void }) {
  const { t } = useTranslation();
  const { people } = useNames();
  const changing = 'share' in question ? question.share : null;
  const target = 'share' in question ? null : question;
  const [personIds, setPersonIds] = useState<number[]>([]);
  const [terms, setTerms] = useState(
    changing === null
      ? usualTerms
      : { mode: changing.mode, money: changing.money, untilOn: changing.untilOn },
  );
  const [missing, setMissing] = useState<string>();
  const [refused, setRefused] = useState<AppError | null>(null);
  const mutations = useSharingMutations(setRefused);
  const offered = useMemo(
    () =>
      people
        .filter((person) => person.active && person.id !== target?.ownerId)
        .map(({ id, name, department }) => ({
          value: id,
          label: department === null ? name : `${name} · ${department}`,
        })),
    [people, target],
  );
  const sentences = refused === null ? {} : fieldSentences(refused);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    if (changing !== null) {
      mutations.change.mutate(
        { id: changing.id, version: changing.version, ...terms },
        {
          onSuccess: () => {
            notifyDone(t(($) => $.sharing.changed));
            onClose();
          },
        },
      );
      return;
    }
    if (target === null) return;
    if (personIds.length === 0) return setMissing(t(($) => $.sharing.withNeeded));
    setMissing(undefined);
    mutations.share.mutate(
      { customerIds: [...target.ids], personIds, ...terms },
      {
        onSuccess: ({ done, refused: left }) => {
          const [first] = left;
          if (first !== undefined && done.length === 0) return setRefused(toldError(first));
          notifyDone(
            left.length === 0
              ? t(($) => $.sharing.done, { count: done.length })
              : t(($) => $.sharing.doneSome, { count: done.length, left: left.length }),
          );
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {target === null ? null : (
          <>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {target.name === null
                ? t(($) => $.sharing.text, { count: target.ids.length })
                : t(($) => $.sharing.textOne, { name: target.name })}
            </Text>
            <ChoicesSelect
              data-autofocus
              withAsterisk
              label={t(($) => $.sharing.with)}
              placeholder={personIds.length === 0 ? t(($) => $.sharing.withPlaceholder) : ''}
              options={offered}
              value={personIds}
              onChange={setPersonIds}
              hidePickedOptions
              openOnFocus={false}
              maxValues={50}
              error={missing ?? sentences['personIds']}
            />
          </>
        )}
        <TermsFields terms={terms} onChange={setTerms} untilError={sentences['untilOn']} />
        <FormErrorNote error={refused} />
        <DialogFooter
          onClose={onClose}
          action={changing === null ? t(($) => $.sharing.share) : t(($) => $.common.save)}
          busy={mutations.share.isPending || mutations.change.isPending}
        />
      </Stack>
    </form>
  );
}
