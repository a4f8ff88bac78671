import { Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#core/attachments/attachments.contract.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import classes from './attachments.module.css';
import type { Incoming } from './incoming.ts';

/** Files to be sent of which some have the name of one that is there. */
export interface SameNames {
  readonly incoming: readonly Incoming[];
  readonly same: ReadonlyMap<Incoming, Attachment>;
}

/** What becomes of a file whose name is taken. */
export type SameChoice = 'version' | 'both' | 'skip';

interface SameNameDialogProps {
  readonly asked: SameNames | null;
  readonly onAnswer: (choices: ReadonlyMap<Incoming, SameChoice>) => void;
  readonly onClose: () => void;
}

/** Asks for each file whose name is taken: a new version of it, or both (spec §9). */
export function SameNameDialog({ asked, onAnswer, onClose }: SameNameDialogProps) {
  const { t } = useTranslation();
  // The last question stays while the dialog closes.
  const [shown, setShown] = useState(asked);
  if (asked !== null && asked !== shown) setShown(asked);
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={t(($) => $.attachments.same.title)}
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : (
        <Questions key={shown.incoming[0]?.name} asked={shown} onAnswer={onAnswer} onClose={onClose} />
      )}
    </Modal>
  );
}

function Questions({
  asked: { same },
  onAnswer,
  onClose,
}: SameNameDialogProps & { readonly asked: SameNames }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const pairs = [...same];
  const usual = ([, present]: (typeof pairs)[number]): SameChoice =>
    present.abilities.includes('change') ? 'version' : 'both';
  /** What is chosen for all, where a file may be replaced; else it stays beside the other. */
  const offered = (pair: (typeof pairs)[number], value: string): SameChoice =>
    value === 'version' ? usual(pair) : value === 'skip' ? 'skip' : 'both';
  const [choices, setChoices] = useState<ReadonlyMap<Incoming, SameChoice>>(
    new Map(pairs.map((pair) => [pair[0], usual(pair)])),
  );
  const all = [...new Set(choices.values())];
  return (
    <Stack gap="md">
      {pairs.length > 1 ? (
        <Group justify="space-between" gap="xs">
          <Text size="sm">{t(($) => $.attachments.same.count, { count: pairs.length })}</Text>
          <SegmentedControl
            size="sm"
            aria-label={t(($) => $.attachments.same.all)}
            value={all.length === 1 ? all[0] : ''}
            onChange={(value) => setChoices(new Map(pairs.map((pair) => [pair[0], offered(pair, value)])))}
            data={[
              { value: 'version', label: t(($) => $.attachments.same.version) },
              { value: 'both', label: t(($) => $.attachments.same.both) },
              { value: 'skip', label: t(($) => $.attachments.same.skip) },
            ]}
          />
        </Group>
      ) : null}
      <ul className={classes.sameRows}>
        {pairs.map(([incoming, present]) => (
          <li key={incoming.name + incoming.file.size}>
            <strong className={classes.sameName}>{incoming.name}</strong>
            <Text size="sm" c="var(--kc-dim)">
              {t(($) => $.attachments.same.present, {
                size: format.size(present.bytes),
                person: nameOf(present.addedBy),
                when: format.instant(present.addedAt),
                own: format.size(incoming.file.size),
              })}
            </Text>
            <SegmentedControl
              mt={6}
              size="sm"
              aria-label={t(($) => $.attachments.same.choose, { name: incoming.name })}
              value={choices.get(incoming) ?? 'both'}
              onChange={(value) => setChoices(new Map([...choices, [incoming, value as SameChoice]]))}
              data={[
                ...(present.abilities.includes('change')
                  ? [{ value: 'version', label: t(($) => $.attachments.same.version) }]
                  : []),
                { value: 'both', label: t(($) => $.attachments.same.both) },
                { value: 'skip', label: t(($) => $.attachments.same.skip) },
              ]}
            />
          </li>
        ))}
      </ul>
      <DialogFooter
        onClose={onClose}
        action={t(($) => $.attachments.same.go)}
        onAct={() => onAnswer(choices)}
        focused
      />
    </Stack>
  );
}
