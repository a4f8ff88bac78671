import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './conflict.module.css';

export interface Difference {
  readonly label: string;
  readonly theirs: string;
  readonly mine: string;
}

interface ConflictNoteProps {
  readonly differences: readonly Difference[];
  readonly onTake: () => void;
  readonly onKeep: () => void;
  readonly busy: boolean;
}

/** A lost race, field by field: what stands there now, what one typed; nothing is overwritten in silence (spec §13). */
export function ConflictNote({ differences, onTake, onKeep, busy }: ConflictNoteProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.note} role="alert">
      <Text fw={600}>{t(($) => $.common.conflict.title)}</Text>
      <Text fz="sm">{t(($) => $.common.conflict.text)}</Text>
      {differences.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t(($) => $.common.conflict.field)}</th>
              <th scope="col">{t(($) => $.common.conflict.theirs)}</th>
              <th scope="col">{t(($) => $.common.conflict.mine)}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference) => (
              <tr key={difference.label}>
                <th scope="row">{difference.label}</th>
                <td>{difference.theirs}</td>
                <td>{difference.mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Group gap="xs" mt="xs">
        <Button size="compact-md" variant="default" onClick={onTake}>
          {t(($) => $.common.conflict.takeTheirs)}
        </Button>
        <Button size="compact-md" variant="default" loading={busy} onClick={onKeep}>
          {t(($) => $.common.conflict.keepMine)}
        </Button>
      </Group>
    </section>
  );
}
