import { Button, Group, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInteractionMutations } from './mutations.ts';

/** A later addition: Ctrl+Enter sends, Escape gives it up. */
export function CommentField({ id, onDone }: { readonly id: number; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { comment } = useInteractionMutations();
  const send = () => {
    if (text.trim() === '' || comment.isPending) return;
    comment.mutate({ id, text }, { onSuccess: onDone });
  };
  return (
    <div>
      <Textarea
        autoFocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        aria-label={t(($) => $.interactions.timeline.comment)}
        placeholder={t(($) => $.interactions.timeline.commentPlaceholder)}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={getHotkeyHandler([
          ['mod+Enter', send],
          ['Escape', onDone],
        ])}
      />
      <Group gap="xs" mt={6}>
        <Button size="compact-sm" disabled={text.trim() === ''} loading={comment.isPending} onClick={send}>
          {t(($) => $.interactions.timeline.send)}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t(($) => $.common.cancel)}
        </Button>
      </Group>
    </div>
  );
}
