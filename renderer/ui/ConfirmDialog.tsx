import { Button, Group, Modal, Text } from '@mantine/core';
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Question {
  readonly title: string;
  /** What will happen, in figures. */
  readonly text?: ReactNode;
  /** The verb on the button. */
  readonly action: string;
  readonly danger?: boolean;
  /** Instead of "Cancel". */
  readonly stay?: string;
}

type Ask = (question: Question) => Promise<boolean>;

interface Asked {
  readonly question: Question;
  readonly answer: (yes: boolean) => void;
}

const ConfirmContext = createContext<Ask | null>(null);

/** Asks in a dialog: `if (await confirm({ title, text, action })) …`. */
export function useConfirm(): Ask {
  const ask = use(ConfirmContext);
  if (ask === null) throw new TypeError('useConfirm outside ConfirmProvider');
  return ask;
}

export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [open, setOpen] = useState(false);

  const asking = useRef(false);

  const ask = useCallback<Ask>((question) => {
    // One Escape reaches every open dialog: the one below must not ask while it is being answered.
    if (asking.current) return Promise.resolve(false);
    asking.current = true;
    return new Promise((resolve) => {
      setAsked({ question, answer: resolve });
      setOpen(true);
    });
  }, []);
  const answer = (yes: boolean) => {
    asked?.answer(yes);
    setOpen(false);
    setTimeout(() => {
      asking.current = false;
    });
  };
  const value = useMemo(() => ask, [ask]);
  const question = asked?.question;
  const danger = question?.danger === true;

  return (
    <ConfirmContext value={value}>
      {children}
      <Modal
        opened={open}
        onClose={() => answer(false)}
        title={question?.title}
        size="26rem"
        zIndex={400}
        closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      >
        {question?.text !== undefined && (
          <Text component="div" fz="md" mb="lg">
            {question.text}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus={danger || undefined} onClick={() => answer(false)}>
            {question?.stay ?? t(($) => $.common.cancel)}
          </Button>
          <Button
            data-autofocus={!danger || undefined}
            color={danger ? 'red' : undefined}
            onClick={() => answer(true)}
          >
            {question?.action}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext>
  );
}
