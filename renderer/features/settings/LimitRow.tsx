import { Checkbox, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '#core/people/people.contract.ts';
import type { ClaimLimit } from '#core/settings/settings.contract.ts';
import { useRoleName } from '../../lib/role-names.ts';

interface LimitRowProps {
  readonly role: Role;
  readonly limit: ClaimLimit;
  readonly onChange: (limit: ClaimLimit) => void;
}

/** The claim limits of one role; an empty field is no limit. */
export function LimitRow({ role, limit, onChange }: LimitRowProps) {
  const { t } = useTranslation();
  const name = useRoleName()(role.builtIn, role.name);
  const figure = (field: string, unit: string, value: number | null, set: (value: number | null) => void) => (
    <NumberInput
      w="8.5rem"
      aria-label={t(($) => $.settings.rules.of, { role: name, field })}
      placeholder={t(($) => $.settings.rules.noLimit)}
      min={0}
      max={10_000_000}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      suffix={` ${unit}`}
      value={value ?? ''}
      onChange={(next) => set(next === '' ? null : Number(next))}
    />
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t(($) => $.settings.rules.maxHeld)}>
        {figure(
          t(($) => $.settings.rules.maxHeld),
          t(($) => $.settings.rules.maxHeldUnit),
          limit.maxHeld,
          (maxHeld) => onChange({ ...limit, maxHeld }),
        )}
        <Checkbox
          mt={6}
          size="xs"
          label={t(($) => $.settings.rules.withoutDeals)}
          disabled={limit.maxHeld === null}
          checked={limit.heldWithoutDeals}
          onChange={(event) => onChange({ ...limit, heldWithoutDeals: event.currentTarget.checked })}
        />
      </td>
      <td data-label={t(($) => $.settings.rules.perDay)}>
        {figure(
          t(($) => $.settings.rules.perDay),
          t(($) => $.settings.rules.perDayUnit),
          limit.maxClaimsPerDay,
          (next) => onChange({ ...limit, maxClaimsPerDay: next }),
        )}
      </td>
      <td data-label={t(($) => $.settings.rules.coolDown)}>
        {figure(
          t(($) => $.settings.rules.coolDown),
          t(($) => $.settings.rules.coolDownUnit),
          limit.coolDownDays,
          (next) => onChange({ ...limit, coolDownDays: next }),
        )}
      </td>
    </tr>
  );
}
