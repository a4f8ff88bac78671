import { Button, SegmentedControl, Tabs, Text, TextInput, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '#core/handover/handover.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './handover.module.css';
import { HandPicks } from './HandPicks.tsx';
import { useHandoverMutations } from './mutations.ts';
import { Owned } from './Owned.tsx';
import { emptyPlan, planOf, type DraftPlan } from './plan.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { handoverQueries } from './queries.ts';
import { RuleList } from './RuleList.tsx';

/** One handover: what is theirs, who gets what, what will happen (spec §12). */
export function HandoverPage({ personId }: { readonly personId: number }) {
  const overview = useQuery(handoverQueries.overview(personId));
  return (
    <div className="kc-page">
      <QueryView query={overview}>{(known) => <Steps overview={known} />}</QueryView>
    </div>
  );
}

function Steps({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<DraftPlan>(emptyPlan);
  const onChange = (change: Partial<DraftPlan>) => setDraft((before) => ({ ...before, ...change }));
  const { person, counts, seesCustomers } = overview;
  const { id, name } = person;
  const split = { overview, draft, onChange };
  return (
    <>
      <PageHeader
        title={t(($) => $.handover.page.title, { name })}
        description={person.department ?? undefined}
        actions={
          <Button variant="default" leftSection={<IconArrowLeft size={16} />} component={Link} to="/handover">
            {t(($) => $.handover.page.back)}
          </Button>
        }
      />
      <Owned overview={overview} />
      {counts.customers === 0 ? null : (
        <section className={classes.section}>
          <Title order={2} size="h4">
            {t(($) => $.handover.page.split)}
          </Title>
          <Text fz="sm" c="dimmed">
            {t(($) => $.handover.page.splitHint)}
          </Text>
          {seesCustomers ? (
            <Tabs defaultValue="rule" mt="xs" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="rule">{t(($) => $.handover.page.byRule)}</Tabs.Tab>
                <Tabs.Tab value="hand">{t(($) => $.handover.page.byHand)}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="rule">
                <RuleList {...split} />
              </Tabs.Panel>
              <Tabs.Panel value="hand">
                <HandPicks personId={id} draft={draft} onChange={onChange} />
              </Tabs.Panel>
            </Tabs>
          ) : (
            <RuleList {...split} />
          )}
        </section>
      )}
      {counts.tasks + counts.sharesGiven === 0 ? null : <Options {...split} />}
      <Go {...split} />
    </>
  );
}

interface SplitProps {
  readonly overview: Overview;
  readonly draft: DraftPlan;
  readonly onChange: (change: Partial<DraftPlan>) => void;
}

/** What becomes of tasks and shares. */
function Options({ overview: { counts, person }, draft, onChange }: SplitProps) {
  const { t } = useTranslation();
  const [giving, setGiving] = useState(draft.tasksTo !== null);
  return (
    <section className={classes.section}>
      <Title order={2} size="h4">
        {t(($) => $.handover.options.title)}
      </Title>
      <div className={classes.options}>
        {counts.sharesGiven === 0 ? null : (
          <div>
            <Text fw={500} fz="sm">
              {t(($) => $.handover.options.shares)}
            </Text>
            <SegmentedControl
              aria-label={t(($) => $.handover.options.shares)}
              value={draft.shares}
              onChange={(next) => onChange({ shares: next === 'end' ? 'end' : 'keep' })}
              data={[
                { value: 'keep', label: t(($) => $.handover.options.keep) },
                { value: 'end', label: t(($) => $.handover.options.end) },
              ]}
            />
            <Text fz="sm" c="dimmed">
              {t(($) => $.handover.options.sharesHint)}
            </Text>
          </div>
        )}
        {counts.tasks === 0 ? null : (
          <div>
            <Text fw={500} fz="sm">
              {t(($) => $.handover.options.tasks)}
            </Text>
            <SegmentedControl
              aria-label={t(($) => $.handover.options.tasks)}
              value={giving ? 'give' : 'close'}
              onChange={(next) => {
                setGiving(next === 'give');
                if (next === 'close') onChange({ tasksTo: null });
              }}
              data={[
                { value: 'close', label: t(($) => $.handover.options.close) },
                { value: 'give', label: t(($) => $.handover.options.give) },
              ]}
            />
            {giving ? (
              <PersonSelect
                mt={6}
                maw="20rem"
                aria-label={t(($) => $.handover.options.tasksTo)}
                placeholder={t(($) => $.handover.options.tasksTo)}
                value={draft.tasksTo}
                only={(each) => each.canOwn && each.id !== person.id}
                onChange={(tasksTo) => onChange({ tasksTo })}
              />
            ) : null}
            <Text fz="sm" c="dimmed">
              {t(($) => $.handover.options.tasksHint)}
            </Text>
          </div>
        )}
      </div>
    </section>
  );
}

/** The figures before, the question, and the handover itself. */
function Go({ overview, draft }: SplitProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const [reason, setReason] = useState('');
  const { id, name, active } = overview.person;
  const plan = planOf(id, draft);
  const preview = useQuery(handoverQueries.preview(plan));
  const { run } = useHandoverMutations();
  const customers = preview.data?.customers ?? 0;
  const number = format.number(customers);
  const nothing = !active && Object.values(overview.counts).every((count) => count === 0);
  const go = async () => {
    const sure = await confirm({
      title: t(($) => $.handover.run.confirmTitle, { name }),
      text: (
        <>
          {customers === 0 ? null : (
            <p style={{ marginTop: 0 }}>
              {t(($) => $.handover.run.confirmText, { count: customers, number })}
            </p>
          )}
          {active ? <p>{t(($) => $.handover.run.confirmAccount, { name })}</p> : null}
          <p style={{ marginBottom: 0 }}>{t(($) => $.handover.run.confirmUndo)}</p>
        </>
      ),
      action: t(($) => $.handover.begin),
      danger: true,
    });
    if (!sure) return;
    run.mutate(
      { plan, reason: reason.trim() === '' ? null : reason, expected: customers },
      {
        onSuccess: (done) => void navigate({ to: '/handover', search: { done: done.id } }),
        onSettled: () => void preview.refetch(),
      },
    );
  };
  if (nothing) return null;
  return (
    <section className={classes.section} data-stale={preview.isPlaceholderData || undefined}>
      <Title order={2} size="h4">
        {t(($) => $.handover.page.preview)}
      </Title>
      <Text fz="sm" c="dimmed" mb="xs">
        {t(($) => $.handover.page.previewHint)}
      </Text>
      <QueryView query={preview} lines={3}>
        {(known) => <PreviewPanel preview={known} ruled={plan.rules.length > 0 || plan.picks.length > 0} />}
      </QueryView>
      <div className={classes.go}>
        <TextInput
          className={classes.reason}
          label={t(($) => $.handover.run.reason)}
          placeholder={t(($) => $.handover.run.reasonPlaceholder)}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          color="red"
          loading={run.isPending}
          disabled={preview.data === undefined || preview.isPlaceholderData || preview.error !== null}
          onClick={() => void go()}
        >
          {customers === 0
            ? t(($) => $.handover.run.actionNone)
            : t(($) => $.handover.run.action, { count: customers, number })}
        </Button>
      </div>
    </section>
  );
}
