import { Button, Group } from '@mantine/core';
import { IconAddressBook, IconSearchOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../lib/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { Segment, View } from './list-state.ts';

interface ListEmptyProps {
  readonly view: View;
  readonly segment: Segment;
  /** Something is searched for or filtered. */
  readonly asked: boolean;
  readonly onClear: () => void;
  readonly onNew: () => void;
}

/** Says what would be here and offers the first step; or that nothing matches, and offers the way back. */
export function ListEmpty({ view, segment, asked, onClear, onNew }: ListEmptyProps) {
  const { t } = useTranslation();
  const create = useCan('customers.create');
  const createAndClaim = useCan('customers.createAndClaim');
  const importing = useCan('customers.import');
  const pool = useCan('pool.see');
  if (asked) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} stroke={1.6} />}
        title={t(($) => $.customers.list.noMatch)}
        text={t(($) => $.customers.list.noMatchText)}
        action={
          <Button variant="default" onClick={onClear}>
            {t(($) => $.customers.list.clear)}
          </Button>
        }
      />
    );
  }
  const icon = <IconAddressBook size={24} stroke={1.6} />;
  if (view === 'mine') {
    return (
      <EmptyState
        icon={icon}
        title={t(($) => $.customers.list.emptyMine)}
        text={t(($) => $.customers.list.emptyMineText)}
        action={
          <Group gap="xs">
            {pool ? (
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/pool" search={{ segment: 'unclaimed' }} {...props} />}
              >
                {t(($) => $.customers.list.toPool)}
              </Button>
            ) : null}
            {createAndClaim ? (
              <Button onClick={onNew}>{t(($) => $.customers.actions.createAndClaim)}</Button>
            ) : null}
          </Group>
        }
      />
    );
  }
  if (view !== 'pool') {
    return (
      <EmptyState
        icon={icon}
        title={t(($) => $.customers.list.emptyOf[view])}
        text={t(($) => $.customers.list.emptyTextOf[view])}
      />
    );
  }
  const words = {
    all: [t(($) => $.customers.list.emptyPool), t(($) => $.customers.list.emptyPoolText)],
    unclaimed: [t(($) => $.customers.list.emptyUnclaimed), t(($) => $.customers.list.emptyUnclaimedText)],
    claimed: [t(($) => $.customers.list.emptyClaimed), t(($) => $.customers.list.emptyClaimedText)],
  } as const;
  const [title, text] = words[segment];
  return (
    <EmptyState
      icon={icon}
      title={title}
      text={text}
      action={
        segment === 'claimed' ? undefined : (
          <Group gap="xs">
            {importing ? (
              <Button variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
                {t(($) => $.customers.list.toImport)}
              </Button>
            ) : null}
            {create || createAndClaim ? (
              <Button onClick={onNew}>{t(($) => $.customers.actions.new)}</Button>
            ) : null}
          </Group>
        )
      }
    />
  );
}
