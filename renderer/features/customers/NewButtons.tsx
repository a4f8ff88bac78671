import { Button, Group, Menu } from '@mantine/core';
import { IconChevronDown, IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../lib/session.ts';
import type { View } from './list-state.ts';

/** What is offered first: claiming at once in my list, registering in the pool; the other ways in stand behind it. */
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
  const importing = useCan('customers.import');
  const plus = <IconPlus size={16} stroke={2} />;
  if (view === 'mine') {
    return claim ? (
      <Button leftSection={plus} onClick={() => onForm('claim')}>
        {t(($) => (narrow ? $.customers.actions.create : $.customers.actions.createAndClaim))}
      </Button>
    ) : null;
  }
  // Nothing is created among other people's customers.
  if (view !== 'pool') return null;
  if (!create && !claim) {
    return importing ? (
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} stroke={1.6} />}
        renderRoot={(props) => <Link to="/import" {...props} />}
      >
        {t(($) => $.customers.actions.import)}
      </Button>
    ) : null;
  }
  const main = create ? 'new' : 'claim';
  const others = importing || (create && claim);
  const joined = others ? { borderStartEndRadius: 0, borderEndEndRadius: 0 } : undefined;
  return (
    <Group gap={1} wrap="nowrap">
      <Button leftSection={plus} onClick={() => onForm(main)} style={joined}>
        {t(($) =>
          narrow
            ? $.customers.actions.create
            : main === 'new'
              ? $.customers.actions.new
              : $.customers.actions.createAndClaim,
        )}
      </Button>
      {others ? (
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
            {create && claim ? (
              <Menu.Item leftSection={<IconPlus size={16} stroke={1.6} />} onClick={() => onForm('claim')}>
                {t(($) => $.customers.actions.createAndClaim)}
              </Menu.Item>
            ) : null}
            {importing ? (
              <Menu.Item
                leftSection={<IconFileImport size={16} stroke={1.6} />}
                renderRoot={(props) => <Link to="/import" {...props} />}
              >
                {t(($) => $.customers.actions.import)}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Group>
  );
}
