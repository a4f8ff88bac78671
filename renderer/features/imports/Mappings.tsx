import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPlan } from '#core/imports/import-plan.contract.ts';
import type { FileInspection } from '#core/imports/imports.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import classes from './imports.module.css';
import { useChangeMapping, useKeepMapping, useLayOutImport } from './mutations.ts';

interface MappingsProps {
  readonly inspection: FileInspection;
  /** As the person has them now. */
  readonly columns: ImportPlan['columns'];
  readonly defaults: ImportPlan['defaults'];
  readonly onError: (error: AppError | null) => void;
}

/** What columns mean, kept under names for everybody who imports: recognised by the headings, chosen, kept, renamed, removed. */
export function Mappings({ inspection, columns, defaults, onError }: MappingsProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { importId, mapping, mappings, sheet, headingRow } = inspection;
  const present = mappings.find(({ id }) => id === mapping?.id) ?? null;
  const [editing, setEditing] = useState<'new' | 'name' | null>(null);
  const [name, setName] = useState('');
  const layOut = useLayOutImport(onError);
  const keep = useKeepMapping(importId, onError);
  const change = useChangeMapping(importId, onError);
  const close = () => setEditing(null);
  const open = (what: 'new' | 'name', text: string) => {
    setName(text);
    setEditing(what);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    onError(null);
    const done = () => {
      notifyDone(t(($) => $.imports.mappings.kept, { name }));
      close();
    };
    if (editing === 'name' && present !== null) change.mutate({ id: present.id, name }, { onSuccess: done });
    else keep.mutate({ importId, name, columns: [...columns], defaults }, { onSuccess: done });
  };
  const remove = async ({ id, name: gone }: { readonly id: number; readonly name: string }) => {
    const words = {
      title: t(($) => $.imports.mappings.removeTitle, { name: gone }),
      text: t(($) => $.imports.mappings.removeText),
      action: t(($) => $.common.delete),
      danger: true,
    };
    if (await confirm(words)) change.mutate({ id, name: null });
  };
  return (
    <div className={classes.mappings}>
      <Group gap="xs" align="flex-end">
        {mappings.length > 0 && (
          <NativeSelect
            label={t(($) => $.imports.mappings.label)}
            disabled={layOut.isPending}
            value={present?.id ?? ''}
            data={[
              { value: '', label: t(($) => $.imports.mappings.none) },
              ...mappings.map((one) => ({ value: String(one.id), label: one.name })),
            ]}
            onChange={(event) => {
              const chosen = Number(event.currentTarget.value);
              onError(null);
              layOut.mutate({ importId, sheet, headingRow, mapping: chosen > 0 ? chosen : null });
            }}
          />
        )}
        <Button variant="subtle" onClick={() => open('new', present?.name ?? '')}>
          {t(($) => $.imports.mappings.keep)}
        </Button>
        {present !== null && (
          <>
            <Button variant="subtle" color="gray" onClick={() => open('name', present.name)}>
              {t(($) => $.imports.mappings.rename)}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => void remove(present)}>
              {t(($) => $.common.delete)}
            </Button>
          </>
        )}
      </Group>
      {editing !== null && (
        <form onSubmit={save}>
          <Group gap="xs" align="flex-end">
            <TextInput
              label={t(($) => $.imports.mappings.name)}
              description={editing === 'new' ? t(($) => $.imports.mappings.hint) : undefined}
              maxLength={60}
              autoFocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''} loading={keep.isPending || change.isPending}>
              {t(($) => $.common.save)}
            </Button>
            <Button variant="subtle" color="gray" onClick={close}>
              {t(($) => $.common.cancel)}
            </Button>
          </Group>
        </form>
      )}
    </div>
  );
}
