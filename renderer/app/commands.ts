import { IconAddressBook, IconFileImport, IconPlus, IconUserPlus, type Icon } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../lib/session.ts';
import { holdsAny } from './navigation.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  /** Makes a customer: the first of these answers to Ctrl+N. */
  readonly create: boolean;
  readonly target: {
    readonly to: '/mine' | '/pool' | '/people' | '/import';
    readonly search: { readonly new?: 1 };
  };
}

/** What the person can begin from anywhere: the *New* menu and the commands of quick search. */
export function useCommands(): readonly Command[] {
  const { t } = useTranslation();
  const me = useMe();
  return useMemo(() => {
    const all: readonly (Command & { readonly allowed: boolean })[] = [
      {
        id: 'newAndClaim',
        label: t(($) => $.common.top.newAndClaim),
        icon: IconAddressBook,
        create: true,
        target: { to: '/mine', search: { new: 1 } },
        allowed: holdsAny(me, ['customers.createAndClaim']),
      },
      {
        id: 'newCustomer',
        label: t(($) => $.common.top.newCustomer),
        icon: IconPlus,
        create: true,
        target: { to: '/pool', search: { new: 1 } },
        allowed: holdsAny(me, ['customers.create']),
      },
      {
        id: 'import',
        label: t(($) => $.common.top.importCustomers),
        icon: IconFileImport,
        create: false,
        target: { to: '/import', search: {} },
        allowed: holdsAny(me, ['customers.import']),
      },
      {
        id: 'newPerson',
        label: t(($) => $.common.top.newPerson),
        icon: IconUserPlus,
        create: false,
        target: { to: '/people', search: { new: 1 } },
        allowed: holdsAny(me, ['people.manage']),
      },
    ];
    return all.filter((command) => command.allowed);
  }, [me, t]);
}
