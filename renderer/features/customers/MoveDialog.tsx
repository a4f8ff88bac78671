import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChoiceKind } from '#core/choices/choices.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useChoices } from '../../lib/choices.ts';
import { useNames } from '../../lib/names.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import { hangingQuery, poolRulesQuery } from './queries.ts';
import type { ActionTarget, Move, MoveAnswer } from './move.ts';

const reasonKind: Record<Move, ChoiceKind | null> = {
  return: 'returnReason',
  takeBack: 'takeBackReason',
  assign: 'assignReason',
  remove: null,
};

interface MoveDialogProps {
  readonly asked: { readonly move: Move; readonly target: ActionTarget } | null;
  readonly onClose: () => void;
  /** Answers with a refusal to be shown here. */
  readonly onAnswer: (answer: MoveAnswer) => Promise<AppError | null>;
}

/** Says in figures what will happen, and asks to whom and why (spec §3.5). */
export function MoveDialog({ asked, onClose, onAnswer }: MoveDialogProps) {
  const { t } = useTranslation();
  // The last question stays while the dialog closes, so that its words do not vanish first.
  const [shown, setShown] = useState(asked);
  if (asked !== null && asked !== shown) setShown(asked);
  const title = () => {
    if (shown === null) return '';
    const count = shown.target.ids.length;
    switch (shown.move) {
      case 'return':
        return t(($) => $.customers.dialogs.returnTitle, { count });
      case 'takeBack':
        return t(($) => $.customers.dialogs.takeBackTitle, { count });
      case 'assign':
        return t(($) => $.customers.dialogs.assignTitle, { count });
      case 'remove':
        return t(($) => $.customers.dialogs.removeTitle, { count });
    }
  };
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={title()}
      size="md"
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {shown === null ? null : (
        <MoveForm
          key={`${shown.move} ${shown.target.ids.join()}`}
          {...shown}
          onClose={onClose}
          onAnswer={onAnswer}
        />
      )}
    </Modal>
  );
}

interface MoveFormProps {
  readonly move: Move;
  readonly target: ActionTarget;
  readonly onClose: () => void;
  readonly onAnswer: MoveDialogProps['onAnswer'];
}

function MoveForm({ move, target, onClose, onAnswer }: MoveFormProps) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const choices = useChoices();
  const rules = useQuery(poolRulesQuery());
  const [toId, setToId] = useState<number | null>(null);
  const [choice, setChoice] = useState<number | null>(null);
  const [more, setMore] = useState('');
  const [errors, setErrors] = useState<{ to?: string; reason?: string }>({});
  const [refused, setRefused] = useState<AppError | null>(null);
  const [tasks, setTasks] = useState<MoveAnswer['tasks']>('stay');
  const [sending, setSending] = useState(false);
  const person = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLInputElement>(null);

  const kind = reasonKind[move];
  const reasons = kind === null ? [] : choices.ofKind(kind);
  const required = move !== 'remove' && (rules.data?.reasonRequired ?? false);
  const count = target.ids.length;
  const { name } = target;
  const owner = nameOf(target.ownerId);
  const text: Record<Move, () => string> = {
    return: () =>
      name === null
        ? t(($) => $.customers.dialogs.returnText, { count })
        : t(($) => $.customers.dialogs.returnOneText, { name }),
    takeBack: () =>
      name === null
        ? t(($) => $.customers.dialogs.takeBackText, { count })
        : t(($) => $.customers.dialogs.takeBackOneText, { name, owner }),
    assign: () =>
      name === null
        ? t(($) => $.customers.dialogs.assignText, { count })
        : t(($) => $.customers.dialogs.assignOneText, { name }),
    remove: () =>
      name === null
        ? t(($) => $.customers.dialogs.removeText, { count })
        : t(($) => $.customers.dialogs.removeOneText, { name }),
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parts = [choices.labelOf(choice), more.trim()].filter((part) => part !== '');
    const reason = parts.length > 0 ? parts.join(t(($) => $.customers.dialogs.separator)) : null;
    const found = {
      ...(move === 'assign' && toId === null ? { to: t(($) => $.customers.dialogs.assignToNeeded) } : {}),
      ...(required && reason === null ? { reason: t(($) => $.customers.dialogs.reasonNeeded) } : {}),
    };
    setErrors(found);
    setRefused(null);
    if (found.to) return person.current?.focus();
    if (found.reason) return why.current?.focus();
    setSending(true);
    const error = await onAnswer({ toId, reason, tasks });
    setSending(false);
    setRefused(error);
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {text[move]()}
        </Text>
        {move === 'return' || move === 'takeBack' ? (
          <Hanging ids={target.ids} tasks={tasks} onTasks={setTasks} />
        ) : null}
        {move === 'assign' ? (
          <PersonSelect
            ref={person}
            data-autofocus
            withAsterisk
            label={t(($) => $.customers.dialogs.assignTo)}
            placeholder={t(($) => $.customers.dialogs.assignToPlaceholder)}
            openOnFocus={false}
            value={toId}
            onChange={setToId}
            only={(one) => one.canOwn && one.id !== target.ownerId}
            error={errors.to}
          />
        ) : null}
        {reasons.length > 0 ? (
          <ChoiceSelect
            ref={why}
            withAsterisk={required}
            clearable={!required}
            label={t(($) => $.customers.dialogs.reason)}
            placeholder={t(($) => $.customers.dialogs.reasonPlaceholder)}
            options={reasons.map((reason) => ({ value: reason.id, label: reason.label }))}
            openOnFocus={false}
            value={choice}
            onChange={setChoice}
            error={errors.reason}
          />
        ) : null}
        {move === 'remove' ? null : (
          <Textarea
            label={t(($) =>
              reasons.length > 0 ? $.customers.dialogs.reasonMore : $.customers.dialogs.reason,
            )}
            withAsterisk={required && reasons.length === 0}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={300}
            value={more}
            onChange={(event) => setMore(event.currentTarget.value)}
            error={reasons.length === 0 ? errors.reason : undefined}
          />
        )}
        {refused === null ? null : <ErrorNote error={refused} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.customers.dialogs.cancel)}
          </Button>
          <Button
            type="submit"
            loading={sending}
            color={move === 'remove' ? 'red' : undefined}
            data-autofocus={move !== 'assign' || undefined}
          >
            {t(($) => $.customers.actions[move])}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface HangingProps {
  readonly ids: readonly number[];
  readonly tasks: MoveAnswer['tasks'];
  readonly onTasks: (tasks: MoveAnswer['tasks']) => void;
}

/** What hangs on the customers, with a choice for what does not simply end (spec §3.6). */
function Hanging({ ids, tasks, onTasks }: HangingProps) {
  const { t } = useTranslation();
  const { data } = useQuery(hangingQuery(ids));
  if (data === undefined || (data.tasks === 0 && data.shares === 0)) return null;
  return (
    <Stack gap="xs">
      <Text size="sm">
        <strong>{t(($) => $.customers.dialogs.hanging)}</strong>{' '}
        {[
          data.tasks === 0 ? '' : t(($) => $.customers.dialogs.hangingTasks, { count: data.tasks }),
          data.shares === 0 ? '' : t(($) => $.customers.dialogs.hangingShares, { count: data.shares }),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </Text>
      {data.tasks === 0 ? null : (
        <Radio.Group
          label={t(($) => $.customers.dialogs.tasks)}
          value={tasks}
          onChange={(next) => onTasks(next === 'close' ? 'close' : 'stay')}
        >
          <Group gap="md" mt={4}>
            <Radio value="stay" label={t(($) => $.customers.dialogs.tasksStay)} />
            <Radio value="close" label={t(($) => $.customers.dialogs.tasksClose)} />
          </Group>
        </Radio.Group>
      )}
    </Stack>
  );
}
