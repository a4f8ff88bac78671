import { Drawer } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, Person, Role } from '#core/people/people.contract.ts';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { PersonForm } from './PersonForm.tsx';

interface PersonDrawerProps {
  readonly opened: boolean;
  readonly person: Person | null;
  readonly departments: readonly Department[];
  readonly roles: readonly Role[];
  readonly onClose: () => void;
  readonly onSaved: (person: Person, oneTimePassword: string | null) => void;
}

export function PersonDrawer({ opened, person, departments, roles, onClose, onSaved }: PersonDrawerProps) {
  const { t } = useTranslation();
  const [dirty, setDirty] = useState(false);
  const { mayLeave } = useLeaveGuard(() => opened && dirty);
  const close = useCallback(async () => {
    if (!(await mayLeave())) return;
    setDirty(false);
    onClose();
  }, [mayLeave, onClose]);
  return (
    <Drawer
      opened={opened}
      onClose={() => void close()}
      title={person === null ? t(($) => $.people.create) : t(($) => $.people.edit)}
      size="26rem"
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {roles.length > 0 && (
        <PersonForm
          key={person?.id ?? 'new'}
          person={person}
          departments={departments}
          roles={roles}
          onDirty={setDirty}
          onCancel={() => void close()}
          onSaved={(saved, password) => {
            setDirty(false);
            onSaved(saved, password);
          }}
        />
      )}
    </Drawer>
  );
}
