import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { builtInRoles, type BuiltInRole } from '#core/permissions/rights.ts';

function isBuiltIn(key: string | null): key is BuiltInRole {
  return builtInRoles.some((role) => role === key);
}

/** Names of roles in the language on the screen: built-in ones are translated, others are called what the office calls them. */
export function useRoleName(): (builtIn: string | null, name: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (builtIn, name) => (isBuiltIn(builtIn) ? t(($) => $.people.builtIn[builtIn]) : name),
    [t],
  );
}
