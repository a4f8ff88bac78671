import { Select, Switch, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { scopes, type Right, type Scope } from '#core/permissions/rights.ts';
import classes from './people.module.css';
import { isScoped, rightWords } from './right-words.ts';

interface RightRowProps {
  readonly right: Right;
  readonly scope: Scope | null;
  readonly onChange: (right: Right, scope: Scope | null) => void;
}

/** One right of a role: held or not, or how far it reaches. */
export function RightRow({ right, scope, onChange }: RightRowProps) {
  const { t } = useTranslation();
  const id = useId();
  const word = rightWords[right];
  return (
    <div className={classes.rightRow}>
      <div>
        <label htmlFor={id}>{t(($) => $.people.rights[word].label)}</label>
        <Text fz="xs" c="dimmed">
          {t(($) => $.people.rights[word].hint)}
        </Text>
      </div>
      {isScoped(right) ? (
        <Select
          id={id}
          w="9.5rem"
          flex="none"
          allowDeselect={false}
          value={scope ?? 'none'}
          onChange={(next) => onChange(right, scopes.find((known) => known === next) ?? null)}
          data={[
            { value: 'none', label: t(($) => $.people.scopes.none) },
            ...scopes.map((value) => ({ value, label: t(($) => $.people.scopes[value]) })),
          ]}
        />
      ) : (
        <Switch
          id={id}
          checked={scope !== null}
          onChange={(event) => onChange(right, event.currentTarget.checked ? 'all' : null)}
        />
      )}
    </div>
  );
}
