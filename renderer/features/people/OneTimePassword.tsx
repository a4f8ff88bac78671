import { Button, CopyButton, Group, Modal, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './people.module.css';

export interface OneTime {
  readonly name: string;
  readonly password: string;
  readonly why: 'created' | 'reset';
}

/** The one moment at which a one-time password can be read; it closes by its button only. */
export function OneTimePassword({
  oneTime,
  onClose,
}: {
  readonly oneTime: OneTime;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t(($) => $.people.oneTime.title)}
      size="28rem"
    >
      <Text mb="md">{t(($) => $.people.oneTime[oneTime.why], { name: oneTime.name })}</Text>
      <div className={classes.password}>
        <code data-testid="one-time-password">{oneTime.password}</code>
        <CopyButton value={oneTime.password}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            >
              {copied ? t(($) => $.common.copied) : t(($) => $.people.oneTime.copy)}
            </Button>
          )}
        </CopyButton>
      </div>
      <Text fz="sm" c="dimmed" mt="sm" mb="lg">
        {t(($) => $.people.oneTime.once)}
      </Text>
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          {t(($) => $.people.oneTime.done)}
        </Button>
      </Group>
    </Modal>
  );
}
