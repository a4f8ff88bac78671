import { ActionIcon, Button, MultiSelect, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '#core/handover/handover.contract.ts';
import { regionLabel } from '#core/regions/index.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { ChoicesSelect } from '../../ui/ChoicesSelect.tsx';
import { RegionsSelect } from '../../ui/RegionsSelect.tsx';
import classes from './handover.module.css';
import { emptyRule, levels, statuses, type DraftPlan, type DraftRule } from './plan.ts';

/** Those who can become owners, without the one who leaves. */
export function useReceivers(leaverId: number) {
  const { people } = useNames();
  return useMemo(
    () =>
      people
        .filter(({ id, canOwn }) => canOwn && id !== leaverId)
        .map(({ id, name, department }) => ({
          value: id,
          label: department === null ? name : `${name} · ${department}`,
        })),
    [people, leaverId],
  );
}

/** So many provinces are named, those with the most customers. */
const provincesShown = 8;

interface RuleListProps {
  readonly overview: Overview;
  readonly draft: DraftPlan;
  readonly onChange: (change: Partial<DraftPlan>) => void;
}

/** The rules from top to bottom, and who gets the rest (spec §12). */
export function RuleList({ overview, draft, onChange }: RuleListProps) {
  const { t } = useTranslation();
  const receivers = useReceivers(overview.person.id);
  const { rules, rest } = draft;
  const change = (key: number, values: Partial<DraftRule>) =>
    onChange({ rules: rules.map((rule) => (rule.key === key ? { ...rule, ...values } : rule)) });
  const format = useFormat();
  const pool = t(($) => $.handover.rule.pool);
  const spread = overview.provinces
    .flatMap(({ key, count }) => (key === null ? [] : [`${regionLabel(key)} ${format.number(count)}`]))
    .slice(0, provincesShown);
  return (
    <>
      {spread.length === 0 ? null : (
        <Text fz="sm" c="dimmed" mt="sm">
          {t(($) => $.handover.rule.spread, { list: format.list(spread) })}
        </Text>
      )}
      {rules.length === 0 ? (
        <Text fz="sm" c="dimmed" mt="sm">
          {t(($) => $.handover.rule.empty)}
        </Text>
      ) : null}
      {rules.map((rule, index) => (
        <Rule
          key={rule.key}
          rule={rule}
          nth={index + 1}
          overview={overview}
          receivers={receivers}
          onChange={(values) => change(rule.key, values)}
          onRemove={() => onChange({ rules: rules.filter(({ key }) => key !== rule.key) })}
        />
      ))}
      <Button
        mt="sm"
        size="compact-md"
        variant="default"
        leftSection={<IconPlus size={15} />}
        onClick={() =>
          onChange({ rules: [...rules, emptyRule(Math.max(0, ...rules.map(({ key }) => key)) + 1)] })
        }
      >
        {t(($) => $.handover.rule.add)}
      </Button>
      <ChoicesSelect
        className={classes.rest}
        label={t(($) => $.handover.rule.rest)}
        placeholder={rest.length === 0 ? pool : ''}
        options={receivers}
        value={rest}
        onChange={(to) => onChange({ rest: to })}
      />
    </>
  );
}

interface RuleProps {
  readonly rule: DraftRule;
  readonly nth: number;
  readonly overview: Overview;
  readonly receivers: readonly { readonly value: number; readonly label: string }[];
  readonly onChange: (values: Partial<DraftRule>) => void;
  readonly onRemove: () => void;
}

function Rule({ rule, nth, overview, receivers, onChange, onRemove }: RuleProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const any = (chosen: readonly unknown[]) => (chosen.length === 0 ? t(($) => $.handover.rule.any) : '');
  const figure = (label: string, count: number | undefined) => `${label} (${format.number(count ?? 0)})`;
  const { regionCodes, industryIds } = rule;
  return (
    <div className={classes.rule} role="group" aria-label={t(($) => $.handover.rule.nth, { nth })}>
      <RegionsSelect
        label={t(($) => $.handover.rule.regions)}
        placeholder={any(regionCodes)}
        value={regionCodes}
        onChange={(codes) => onChange({ regionCodes: codes })}
      />
      <ChoicesSelect
        label={t(($) => $.handover.rule.industries)}
        placeholder={any(industryIds)}
        options={overview.industries.map(({ key, label, count }) => ({
          value: key,
          label: figure(label, count),
        }))}
        value={industryIds}
        onChange={(ids) => onChange({ industryIds: ids })}
      />
      <MultiSelect
        label={t(($) => $.handover.rule.levels)}
        placeholder={any(rule.levels)}
        value={[...rule.levels]}
        onChange={(next) => onChange({ levels: levels.filter((level) => next.includes(level)) })}
        data={levels.map((level) => ({
          value: level,
          label: figure(
            t(($) => $.customers.levels[level]),
            overview.levels.find(({ key }) => (key ?? 'none') === level)?.count,
          ),
        }))}
      />
      <MultiSelect
        label={t(($) => $.handover.rule.statuses)}
        placeholder={any(rule.statuses)}
        value={[...rule.statuses]}
        onChange={(next) => onChange({ statuses: statuses.filter((status) => next.includes(status)) })}
        data={statuses.map((status) => ({
          value: status,
          label: figure(
            t(($) => $.customers.statuses[status]),
            overview.statuses.find(({ key }) => key === status)?.count,
          ),
        }))}
      />
      <ChoicesSelect
        className={classes.ruleTo}
        label={t(($) => $.handover.rule.to)}
        placeholder={rule.to.length === 0 ? t(($) => $.handover.rule.pool) : ''}
        options={receivers}
        value={rule.to}
        onChange={(to) => onChange({ to })}
      />
      <ActionIcon size={36} onClick={onRemove} aria-label={t(($) => $.handover.rule.remove, { nth })}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
