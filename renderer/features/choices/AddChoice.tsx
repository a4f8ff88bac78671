import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChoiceKind } from '#core/choices/choices.contract.ts';
import { fieldSentence, sentence } from '#core/i18n/sentence.ts';
import { currentLanguage } from '../../i18n.ts';
import { neededText } from '../../lib/form-checks.ts';
import classes from './choices.module.css';
import { useCreateChoice } from './mutations.ts';

/** One line: type, Enter, the next. */
export function AddChoice({ kind }: { readonly kind: ChoiceKind }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const create = useCreateChoice(
    () => {
      setText('');
      field.current?.focus();
    },
    (error) => {
      const [first] = error.fields;
      setProblem(
        first === undefined ? sentence(error, currentLanguage()) : fieldSentence(first, currentLanguage()),
      );
      field.current?.focus();
    },
  );
  return (
    <form
      className={classes.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = neededText(text, 50);
        setProblem(wrong);
        if (wrong === null && !create.isPending) create.mutate({ kind, label: text });
      }}
    >
      <TextInput
        ref={field}
        flex={1}
        value={text}
        error={problem}
        placeholder={t(($) => $.settings.choices.addPlaceholder)}
        aria-label={t(($) => $.settings.choices.add)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Button type="submit" variant="default" loading={create.isPending} leftSection={<IconPlus size={16} />}>
        {t(($) => $.common.add)}
      </Button>
    </form>
  );
}
