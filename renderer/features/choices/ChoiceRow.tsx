import { ActionIcon, Badge, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '#core/choices/choices.contract.ts';
import { sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { currentLanguage } from '../../i18n.ts';
import { neededText } from '../../lib/form-checks.ts';
import { notifyDone } from '../../lib/notify.ts';
import classes from './choices.module.css';
import { useRemoveChoice, useUpdateChoice } from './mutations.ts';

interface ChoiceRowProps {
  readonly choice: Choice;
  /** What it is moved by. */
  readonly handle: ReactNode;
}

/** One entry: renamed in place, moved, retired, removed. */
export function ChoiceRow({ choice, handle }: ChoiceRowProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { id, label, version, retired } = choice;
  const retire = useUpdateChoice(() => notifyDone(t(($) => $.common.saved)));
  const remove = useRemoveChoice(() => notifyDone(t(($) => $.settings.choices.removed, { label })));

  return (
    <div className={classes.row}>
      {handle}
      {editing ? (
        <RenameField choice={choice} onDone={() => setEditing(false)} />
      ) : (
        <UnstyledButton
          className={classes.label}
          data-retired={retired || undefined}
          onClick={() => setEditing(true)}
          aria-label={t(($) => $.settings.choices.renameOf, { label })}
        >
          {label}
        </UnstyledButton>
      )}
      {retired && !editing && <Badge color="gray">{t(($) => $.settings.choices.retired)}</Badge>}
      <Menu position="bottom-end" width={170}>
        <Menu.Target>
          <ActionIcon aria-label={t(($) => $.settings.choices.menuOf, { label })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>
            {t(($) => $.settings.choices.rename)}
          </Menu.Item>
          <Menu.Item
            leftSection={retired ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
            onClick={() => retire.mutate({ id, version, label, retired: !retired })}
          >
            {t(($) => (retired ? $.settings.choices.bringBack : $.settings.choices.retire))}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => remove.mutate({ id, version })}
          >
            {t(($) => $.settings.choices.remove)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function RenameField({ choice, onDone }: { readonly choice: Choice; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(choice.label);
  const [problem, setProblem] = useState<string | null>(null);
  const update = useUpdateChoice(onDone, (error: AppError) => setProblem(sentence(error, currentLanguage())));
  const save = () => {
    if (text.trim() === choice.label) return onDone();
    const wrong = neededText(text, 50);
    setProblem(wrong);
    if (wrong === null && !update.isPending) {
      update.mutate({ id: choice.id, version: choice.version, label: text, retired: choice.retired });
    }
  };
  return (
    <TextInput
      autoFocus
      flex={1}
      value={text}
      error={problem}
      aria-label={t(($) => $.settings.choices.renameOf, { label: choice.label })}
      onChange={(event) => setText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
