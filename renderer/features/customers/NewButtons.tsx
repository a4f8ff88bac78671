import { Button, Group, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../lib/session.ts';
import type { View } from './list-state.ts';

/** What is offered first: claiming at once in my list, registering in the pool. */
export function NewButtons({
  view,
  narrow,
  onForm,
}: {
  view: View;
  narrow: boolean;
  onForm: (form: 'new' | 'claim') => void;
}) {
  const { t } = useTranslation();
  const create = useCan('customers.create');
  const claim = useCan('customers.createAndClaim');
  const plus = <IconPlus size={16} stroke={2} />;
  if (view === 'mine') {
    return claim ? (
      <Button leftSection={plus} onClick={() => onForm('claim')}>
        {t(($) => (narrow ? $.customers.actions.create : $.customers.actions.createAndClaim))}
      </Button>
    ) : null;
  }
  if (create && claim) {
    return (
      <Group gap={1} wrap="nowrap">
        <Button
          leftSection={plus}
          onClick={() => onForm('new')}
          style={{ borderStartEndRadius: 0, borderEndEndRadius: 0 }}
        >
          {t(($) => (narrow ? $.customers.actions.create : $.customers.actions.new))}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              px={8}
              aria-label={t(($) => $.customers.actions.more)}
              style={{ borderStartStartRadius: 0, borderEndStartRadius: 0 }}
            >
              <IconChevronDown size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onForm('claim')}>
              {t(($) => $.customers.actions.createAndClaim)}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    );
  }
  if (!create && !claim) return null;
  return (
    <Button leftSection={plus} onClick={() => onForm(create ? 'new' : 'claim')}>
      {t(($) => (create ? $.customers.actions.new : $.customers.actions.createAndClaim))}
    </Button>
  );
}
