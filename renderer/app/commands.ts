import {
  IconAddressBook,
  IconFileImport,
  IconNotes,
  IconPlus,
  IconUserPlus,
  type Icon,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../lib/session.ts';
import { askToLog } from '../lib/to-log.ts';
import { holdsAny } from './navigation.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  /** Makes a customer: the first of these answers to Ctrl+N. */
  readonly create: boolean;
  /** Where it begins; `log` opens the form for an interaction where one is. */
  readonly target:
    | {
        readonly to: '/mine' | '/pool' | '/people' | '/import';
        readonly search: { readonly new?: 1 };
      }
    | 'log';
}

/** Begins what a command promises. */
export function useStart(): (command: Command) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ target }: Command) => {
      if (target === 'log') askToLog('ask');
      else void navigate(target);
    },
    [navigate],
  );
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
        id: 'log',
        label: t(($) => $.interactions.log),
        icon: IconNotes,
        create: false,
        target: 'log',
        allowed: holdsAny(me, ['customers.edit', 'customers.logShared']),
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
