import { Button, Kbd, Modal, Title } from '@mantine/core';
import { IconBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './help.module.css';

/** All keys on one page. */
export function HelpDialog({
  onClose,
  onGuide,
}: {
  readonly onClose: () => void;
  readonly onGuide: () => void;
}) {
  const { t } = useTranslation();
  const groups = [
    {
      title: t(($) => $.common.help.general),
      keys: [
        ['Ctrl K', t(($) => $.common.help.search)],
        ['Ctrl N', t(($) => $.common.help.newCustomer)],
        ['L', t(($) => $.common.help.log)],
        ['Ctrl L', t(($) => $.common.help.lock)],
        ['F5', t(($) => $.common.help.refresh)],
        ['Esc', t(($) => $.common.help.close)],
        ['F1', t(($) => $.common.guide.title)],
        ['?', t(($) => $.common.help.keys)],
      ],
    },
    {
      title: t(($) => $.common.help.lists),
      keys: [
        ['↑ ↓', t(($) => $.common.help.move)],
        ['Enter', t(($) => $.common.help.open)],
        ['Space', t(($) => $.common.help.select)],
      ],
    },
    {
      title: t(($) => $.common.help.forms),
      keys: [
        ['Ctrl S', t(($) => $.common.help.save)],
        ['Ctrl Enter', t(($) => $.common.help.saveNext)],
      ],
    },
  ] as const;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.common.help.title)}
      size="30rem"
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <Button
        variant="default"
        fullWidth
        mb="md"
        leftSection={<IconBook size={16} stroke={1.6} />}
        onClick={onGuide}
      >
        {t(($) => $.common.guide.open)}
      </Button>
      {groups.map((group) => (
        <section key={group.title} className={classes.group}>
          <Title order={3} c="dimmed" fz="sm">
            {group.title}
          </Title>
          <dl className={classes.keys}>
            {group.keys.map(([keys, words]) => (
              <div key={keys} className={classes.row}>
                <dt>{words}</dt>
                <dd>
                  {keys.split(' ').map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
