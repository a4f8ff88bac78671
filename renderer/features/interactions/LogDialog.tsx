import { Modal, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { closeLog, useToLog, type CustomerToLog } from '../../lib/to-log.ts';
import { usePhone } from '../../lib/phone.ts';
import { LogForm, type LogFormHandle } from './LogForm.tsx';
import { customersQuery } from './queries.ts';

/** The form that every list, page and the quick search open with one key (spec §5); the frame holds it. */
export function LogDialog() {
  const { t } = useTranslation();
  const wanted = useToLog((state) => state.wanted);
  const [picked, setPicked] = useState<CustomerToLog | null>(null);
  const form = useRef<LogFormHandle>(null);
  const phone = usePhone();
  const customer = wanted === 'ask' ? picked : wanted;
  const done = () => {
    setPicked(null);
    closeLog();
  };
  const close = async () => {
    if ((await form.current?.mayLeave()) ?? true) done();
  };
  return (
    <Modal
      opened={wanted !== null}
      onClose={() => void close()}
      fullScreen={phone}
      size="44rem"
      yOffset="6vh"
      title={
        customer === null
          ? t(($) => $.interactions.form.title)
          : `${t(($) => $.interactions.form.title)} · ${customer.name}`
      }
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {wanted === null ? null : customer === null ? (
        <CustomerPicker onPick={setPicked} />
      ) : (
        <LogForm
          key={customer.id}
          handle={form}
          customer={customer}
          interaction={null}
          onDone={done}
          onCancel={() => void close()}
        />
      )}
    </Modal>
  );
}

/** The same form over an interaction that its author corrects. */
export function EditDialog({
  interaction,
  onClose,
}: {
  readonly interaction: Interaction | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const form = useRef<LogFormHandle>(null);
  const phone = usePhone();
  const close = async () => {
    if ((await form.current?.mayLeave()) ?? true) onClose();
  };
  return (
    <Modal
      opened={interaction !== null}
      onClose={() => void close()}
      fullScreen={phone}
      size="44rem"
      yOffset="6vh"
      title={
        interaction === null ? '' : `${t(($) => $.interactions.form.titleEdit)} · ${interaction.customerName}`
      }
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {interaction === null ? null : (
        <LogForm
          key={interaction.id}
          handle={form}
          customer={{ id: interaction.customerId, name: interaction.customerName }}
          interaction={interaction}
          onDone={onClose}
          onCancel={() => void close()}
        />
      )}
    </Modal>
  );
}

/** For which customer: only those that the person may log on. */
function CustomerPicker({ onPick }: { readonly onPick: (customer: CustomerToLog) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), 200);
  const { data } = useQuery(customersQuery(typed));
  const found = typed === '' ? [] : (data ?? []).filter((row) => row.abilities.includes('log'));
  return (
    <Stack pb="md">
      <Select
        data-autofocus
        label={t(($) => $.interactions.form.customer)}
        placeholder={t(($) => $.interactions.form.customerPlaceholder)}
        data={found.map((row) => ({ value: String(row.id), label: row.name }))}
        value={null}
        onChange={(next) => {
          const row = found.find(({ id }) => String(id) === next);
          if (row) onPick({ id: row.id, name: row.name });
        }}
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        filter={({ options }) => options}
        nothingFoundMessage={typed === '' ? null : t(($) => $.interactions.form.customerNone)}
      />
    </Stack>
  );
}
