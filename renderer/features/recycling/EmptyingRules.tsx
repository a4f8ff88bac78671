import { Button, Group, Modal, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { emptyDays, type RecycleBinRules } from '#core/recycling/recycling.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

/** When the recycle bin is emptied by itself, and for those who may: changing it, with what would go today. */
export function EmptyingRules() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(orpc.recycling.rules.queryOptions({ input: {} }));
  if (data === undefined) return null;
  return (
    <Group gap="xs" mt="xs">
      <Text size="sm" c="dimmed">
        {data.emptyAfterDays === null
          ? t(($) => $.recycling.never)
          : t(($) => $.recycling.after, { count: data.emptyAfterDays })}
      </Text>
      {data.mayChange ? (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen(true)}>
          {t(($) => $.recycling.change)}
        </Button>
      ) : null}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t(($) => $.recycling.title)}
        closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
      >
        <RulesForm rules={data} onClose={() => setOpen(false)} />
      </Modal>
    </Group>
  );
}

const usable = (days: number | string): days is number =>
  typeof days === 'number' && Number.isInteger(days) && days >= emptyDays.least && days <= emptyDays.most;

function RulesForm({ rules, onClose }: { rules: RecycleBinRules; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [on, setOn] = useState(rules.emptyAfterDays !== null);
  const [days, setDays] = useState<number | string>(rules.emptyAfterDays ?? emptyDays.suggested);
  const [refused, setRefused] = useState<AppError | null>(null);
  const [asked] = useDebouncedValue(usable(days) ? days : null, 250);
  const preview = useQuery(
    orpc.recycling.preview.queryOptions({
      input: { days: asked ?? emptyDays.suggested },
      enabled: on && asked !== null,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  );
  const save = useSafeMutation(client.recycling.saveRules, {
    onError: setRefused,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: orpc.recycling.key() });
      notifyDone(t(($) => $.recycling.saved));
      onClose();
    },
  });
  const wrong = on && !usable(days);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(null);
        if (wrong) return;
        save.mutate({ version: rules.version, emptyAfterDays: on && usable(days) ? days : null });
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t(($) => $.recycling.text)}</Text>
        <Switch
          label={t(($) => $.recycling.on)}
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        {on ? (
          <>
            <NumberInput
              data-autofocus
              label={t(($) => $.recycling.days)}
              min={emptyDays.least}
              max={emptyDays.most}
              clampBehavior="none"
              allowDecimal={false}
              value={days}
              onChange={setDays}
              error={
                wrong
                  ? t(($) => $.recycling.daysWrong, { least: emptyDays.least, most: emptyDays.most })
                  : null
              }
            />
            {preview.data === undefined || wrong ? null : (
              <Text size="sm" fw={500} role="status">
                {t(($) => $.recycling.preview, {
                  customers: preview.data.customers,
                  contacts: preview.data.contacts,
                  interactions: preview.data.interactions,
                  files: preview.data.files,
                })}
                {preview.data.kept > 0 ? ` ${t(($) => $.recycling.kept, { count: preview.data.kept })}` : ''}
              </Text>
            )}
          </>
        ) : null}
        {refused === null ? null : <ErrorNote error={refused} />}
        <DialogFooter onClose={onClose} action={t(($) => $.common.save)} busy={save.isPending} />
      </Stack>
    </form>
  );
}
