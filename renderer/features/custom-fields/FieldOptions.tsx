import { ActionIcon, Badge, Button, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  customFieldLimits,
  type CustomField,
  type CustomFieldOption,
} from '#core/custom-fields/custom-fields.contract.ts';
import { fieldSentence, sentence } from '#core/i18n/sentence.ts';
import type { AppError } from '#core/shared/errors.ts';
import { currentLanguage } from '../../i18n.ts';
import { neededText } from '../../lib/form-checks.ts';
import { notifyError } from '../../lib/notify.ts';
import { OrderedList } from '../../ui/OrderedList.tsx';
import classes from './custom-fields.module.css';
import { useSetOptions } from './mutations.ts';

type Wanted = Omit<CustomFieldOption, 'id'> & { readonly id: number | null };

function sentenceOf(error: AppError): string {
  const [first] = error.fields;
  return first === undefined ? sentence(error, currentLanguage()) : fieldSentence(first, currentLanguage());
}

/** The options of a choice: added, renamed in place, put in order, retired, removed. Each change is saved at once. */
export function FieldOptions({ field }: { readonly field: CustomField }) {
  const { t } = useTranslation();
  const { id, version, options, label } = field;
  const refuse = useRef<(error: AppError) => void>(notifyError);
  const done = useRef<() => void>(() => undefined);
  const change = useSetOptions({
    onDone: () => done.current(),
    onError: (error) => refuse.current(error),
  });
  const set = (
    wanted: readonly Wanted[],
    onDone = () => {},
    onError: (error: AppError) => void = notifyError,
  ) => {
    if (change.isPending) return;
    done.current = onDone;
    refuse.current = onError;
    change.mutate({ id, version, options: wanted.map((option) => ({ ...option })) });
  };
  const replaced = (option: CustomFieldOption) =>
    options.map((other) => (other.id === option.id ? option : other));
  return (
    <div className={classes.options}>
      {options.length === 0 ? (
        <Text fz="sm" c="dimmed" py={6}>
          {t(($) => $.customFields.noOptions)}
        </Text>
      ) : (
        <OrderedList
          items={options}
          label={t(($) => $.customFields.optionsOf, { label })}
          moveLabel={(option) => t(($) => $.customFields.move, { label: option.label })}
          movedWords={(option, position) =>
            t(($) => $.customFields.movedTo, { label: option.label, position, count: options.length })
          }
          onOrder={(ids) => set(ids.flatMap((one) => options.find((option) => option.id === one) ?? []))}
        >
          {(option, handle) => (
            <OptionRow
              option={option}
              handle={handle}
              onChange={(wanted, onDone, onError) => set(replaced(wanted), onDone, onError)}
              onRemove={() => set(options.filter((other) => other.id !== option.id))}
            />
          )}
        </OrderedList>
      )}
      <AddOption
        busy={change.isPending}
        onAdd={(text, onDone, onError) =>
          set([...options, { id: null, label: text, retired: false }], onDone, onError)
        }
      />
    </div>
  );
}

interface OptionRowProps {
  readonly option: CustomFieldOption;
  readonly handle: ReactNode;
  readonly onChange: (
    option: CustomFieldOption,
    onDone: () => void,
    onError: (error: AppError) => void,
  ) => void;
  readonly onRemove: () => void;
}

function OptionRow({ option, handle, onChange, onRemove }: OptionRowProps) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { label, retired } = option;
  const stop = () => {
    setText(null);
    setProblem(null);
  };
  const save = () => {
    if (text === null || text.trim() === label) return stop();
    const wrong = neededText(text, customFieldLimits.label);
    setProblem(wrong);
    if (wrong === null) onChange({ ...option, label: text }, stop, (error) => setProblem(sentenceOf(error)));
  };
  const renameLabel = t(($) => $.customFields.renameOf, { label });
  const toggleLabel = t(($) => (retired ? $.customFields.bringBack : $.customFields.retire));
  return (
    <div className={classes.option}>
      {handle}
      {text === null ? (
        <UnstyledButton
          className={classes.label}
          data-retired={retired || undefined}
          aria-label={renameLabel}
          onClick={() => setText(label)}
        >
          {label}
        </UnstyledButton>
      ) : (
        <TextInput
          autoFocus
          flex={1}
          size="sm"
          value={text}
          error={problem}
          aria-label={renameLabel}
          onChange={(event) => setText(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') save();
            if (event.key === 'Escape') stop();
          }}
        />
      )}
      {retired ? <Badge color="gray">{t(($) => $.customFields.optionRetired)}</Badge> : null}
      <ActionIcon
        aria-label={`${toggleLabel} ${label}`}
        title={toggleLabel}
        onClick={() => onChange({ ...option, retired: !retired }, stop, notifyError)}
      >
        {retired ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
      </ActionIcon>
      <ActionIcon
        aria-label={`${t(($) => $.customFields.remove)} ${label}`}
        title={t(($) => $.customFields.remove)}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

interface AddOptionProps {
  readonly busy: boolean;
  readonly onAdd: (text: string, onDone: () => void, onError: (error: AppError) => void) => void;
}

/** One line: type, Enter, the next. */
function AddOption({ busy, onAdd }: AddOptionProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  return (
    <form
      className={classes.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = neededText(text, customFieldLimits.label);
        setProblem(wrong);
        if (wrong !== null) return;
        onAdd(
          text,
          () => {
            setText('');
            input.current?.focus();
          },
          (error) => {
            setProblem(sentenceOf(error));
            input.current?.focus();
          },
        );
      }}
    >
      <TextInput
        ref={input}
        flex={1}
        size="sm"
        value={text}
        error={problem}
        placeholder={t(($) => $.customFields.optionPlaceholder)}
        aria-label={t(($) => $.customFields.optionAdd)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Button type="submit" size="sm" variant="default" loading={busy} leftSection={<IconPlus size={16} />}>
        {t(($) => $.common.add)}
      </Button>
    </form>
  );
}
