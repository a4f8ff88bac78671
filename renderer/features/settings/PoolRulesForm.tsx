import { Checkbox, NumberInput, Switch, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#core/people/people.contract.ts';
import {
  maskableFields,
  type ClaimLimit,
  type MaskableField,
  type PoolRules,
} from '#core/settings/settings.contract.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { notifyDone } from '../../lib/notify.ts';
import { ConflictNote } from '../../ui/ConflictNote.tsx';
import { EditForm } from '../../ui/EditForm.tsx';
import { LimitRow } from './LimitRow.tsx';
import { useUpdatePoolRules } from './mutations.ts';
import classes from './settings.module.css';

interface PoolRulesFormProps {
  readonly rules: PoolRules;
  /** Roles that may claim, and those that have limits already. */
  readonly roles: readonly Role[];
}

interface Values extends Record<string, unknown> {
  readonly maskedFields: MaskableField[];
  readonly unmaskPerDay: number | null;
  readonly reasonRequired: boolean;
  readonly limits: ClaimLimit[];
}

const valuesOf = ({ maskedFields, unmaskPerDay, reasonRequired, limits }: PoolRules): Values => ({
  maskedFields: [...maskedFields],
  unmaskPerDay,
  reasonRequired,
  limits: [...limits],
});

const noLimit = (roleId: number): ClaimLimit => ({
  roleId,
  maxHeld: null,
  heldWithoutDeals: false,
  maxClaimsPerDay: null,
  coolDownDays: null,
});
const isFree = (limit: ClaimLimit): boolean =>
  limit.maxHeld === null && limit.maxClaimsPerDay === null && limit.coolDownDays === null;

function isRules(data: unknown): data is PoolRules {
  return typeof data === 'object' && data !== null && 'maskedFields' in data && 'version' in data;
}

/** Masking, reasons and claim limits (spec §3.3, §3.5, §3.7). */
export function PoolRulesForm({ rules, roles }: PoolRulesFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState<string | null>(null);
  const base = useRef(rules);
  const [newer, setNewer] = useState<PoolRules | null>(null);
  const form = useForm<Values>({ initialValues: valuesOf(rules) });
  const dirty = form.isDirty();
  useLeaveGuard(() => form.isDirty());
  const start = (from: PoolRules) => {
    base.current = from;
    form.setInitialValues(valuesOf(from));
    form.setValues(valuesOf(from));
    form.resetDirty(valuesOf(from));
  };
  useEffect(() => {
    // Saved elsewhere while nothing is typed here: simply follow.
    if (rules.version > base.current.version && !dirty && newer === null) start(rules);
  });
  const update = useUpdatePoolRules(
    (saved) => {
      start(saved);
      notifyDone(t(($) => $.settings.rules.saved));
    },
    (error) => {
      if (error.code === 'conflict' && isRules(error.data)) setNewer(error.data);
      else setNote(showFormError(form, error));
    },
  );
  const save = (values: Values, version: number) => {
    setNote(null);
    update.mutate({ version, ...values, limits: values.limits.filter((limit) => !isFree(limit)) });
  };
  const limitOf = (roleId: number) =>
    form.values.limits.find((limit) => limit.roleId === roleId) ?? noLimit(roleId);
  const setLimit = (changed: ClaimLimit) =>
    form.setFieldValue('limits', [
      ...form.getValues().limits.filter(({ roleId }) => roleId !== changed.roleId),
      changed,
    ]);

  return (
    <EditForm
      sticky
      form={form}
      busy={update.isPending}
      note={note}
      untouched={!dirty}
      onSave={(values) => save(values, base.current.version)}
    >
      {newer !== null && (
        <ConflictNote
          busy={update.isPending}
          differences={[]}
          onTake={() => {
            start(newer);
            setNewer(null);
          }}
          onKeep={() => {
            base.current = newer;
            setNewer(null);
            save(form.getValues(), newer.version);
          }}
        />
      )}
      <section className={classes.section}>
        <Title order={2}>{t(($) => $.settings.rules.masking)}</Title>
        <Text fz="sm" c="dimmed">
          {t(($) => $.settings.rules.maskingHint)}
        </Text>
        <div className={classes.fields}>
          <Checkbox.Group label={t(($) => $.settings.rules.masked)} {...form.getInputProps('maskedFields')}>
            <div className={classes.checks}>
              {maskableFields.map((field) => (
                <Checkbox key={field} value={field} label={t(($) => $.settings.rules.fields[field])} />
              ))}
            </div>
          </Checkbox.Group>
          <NumberInput
            label={t(($) => $.settings.rules.unmask)}
            placeholder={t(($) => $.settings.rules.noLimit)}
            w="18rem"
            min={0}
            max={10_000_000}
            allowDecimal={false}
            allowNegative={false}
            value={form.values.unmaskPerDay ?? ''}
            onChange={(next) => form.setFieldValue('unmaskPerDay', next === '' ? null : Number(next))}
            suffix={` ${t(($) => $.settings.rules.unmaskUnit)}`}
          />
        </div>
      </section>
      <section className={classes.section}>
        <Title order={2}>{t(($) => $.settings.rules.handover)}</Title>
        <div className={classes.fields}>
          <Switch
            label={t(($) => $.settings.rules.reason)}
            description={t(($) => $.settings.rules.reasonHint)}
            {...form.getInputProps('reasonRequired', { type: 'checkbox' })}
          />
        </div>
      </section>
      <section className={classes.section}>
        <Title order={2}>{t(($) => $.settings.rules.limits)}</Title>
        <Text fz="sm" c="dimmed">
          {t(($) => $.settings.rules.limitsHint)}
        </Text>
        <table className={classes.limits}>
          <thead>
            <tr>
              <th scope="col">{t(($) => $.settings.rules.role)}</th>
              <th scope="col">{t(($) => $.settings.rules.maxHeld)}</th>
              <th scope="col">{t(($) => $.settings.rules.perDay)}</th>
              <th scope="col">{t(($) => $.settings.rules.coolDown)}</th>
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => (
              <LimitRow key={role.id} role={role} limit={limitOf(role.id)} onChange={setLimit} />
            ))}
          </tbody>
        </table>
      </section>
    </EditForm>
  );
}
