import { Button, Drawer, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Right, Scope } from '#core/permissions/rights.ts';
import type { Role } from '#core/people/people.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { neededText } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useRoleName } from '../../lib/role-names.ts';
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { ConflictNote, type Difference } from '../../ui/ConflictNote.tsx';
import { EditForm } from '../../ui/EditForm.tsx';
import { useCreateRole, useRemoveRole, useUpdateRole } from './mutations.ts';
import { RightRow } from './RightRow.tsx';
import { rightGroups, rightWords } from './right-words.ts';

interface RoleDrawerProps {
  /** null: a new one. */
  readonly role: Role | null;
  readonly roles: readonly Role[];
  readonly onClose: () => void;
}

type Grants = Partial<Record<Right, Scope>>;
interface Values extends Record<string, unknown> {
  name: string;
  grants: Grants;
}

const grantsOf = (role: Role | undefined): Grants =>
  Object.fromEntries((role?.grants ?? []).map(({ right, scope }) => [right, scope]));
const listOf = (grants: Grants): { right: Right; scope: Scope }[] =>
  rightGroups
    .flatMap((group): readonly Right[] => group.rights)
    .flatMap((right) => {
      const scope = grants[right];
      return scope === undefined ? [] : [{ right, scope }];
    });

function isRole(data: unknown): data is Role {
  return typeof data === 'object' && data !== null && 'grants' in data && 'version' in data;
}

/** A role with every right and how far it reaches. */
export function RoleDrawer({ role, roles, onClose }: RoleDrawerProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const roleName = useRoleName();
  const [note, setNote] = useState<string | null>(null);
  const [newer, setNewer] = useState<Role | null>(null);
  const builtIn = role !== null && role.builtIn !== null;
  const title = role === null ? t(($) => $.people.rolesPage.create) : roleName(role.builtIn, role.name);
  const form = useForm<Values>({
    initialValues: { name: role?.name ?? '', grants: grantsOf(role ?? undefined) },
    validateInputOnBlur: true,
    validate: { name: (value) => (builtIn ? null : neededText(value, 50)) },
  });
  const dirty = form.isDirty();
  const { mayLeave } = useLeaveGuard(() => form.isDirty());
  const close = async () => {
    if (await mayLeave()) onClose();
  };
  const outcome = {
    onDone: () => {
      form.resetDirty();
      notifyDone(t(($) => $.common.saved));
      onClose();
    },
    onError: (error: AppError) => {
      if (error.code === 'conflict' && isRole(error.data)) setNewer(error.data);
      else setNote(showFormError(form, error));
    },
  };
  const create = useCreateRole(outcome);
  const update = useUpdateRole(outcome);
  const remove = useRemoveRole({
    onDone: () => {
      notifyDone(t(($) => $.people.rolesPage.removed, { name: title }));
      onClose();
    },
    onError: outcome.onError,
  });
  const askRemove = async (own: Role) => {
    const question = {
      title: t(($) => $.people.rolesPage.removeTitle, { name: own.name }),
      text: t(($) => $.people.rolesPage.removeText),
      action: t(($) => $.people.rolesPage.remove),
      danger: true,
    };
    if (own.people > 0 || (await confirm(question))) remove.mutate({ id: own.id, version: own.version });
  };
  const save = (values: Values, over: Role | null) => {
    setNote(null);
    const input = { name: values.name, grants: listOf(values.grants) };
    if (over === null) create.mutate(input);
    else update.mutate({ id: over.id, version: over.version, ...input });
  };
  const scopeWord = (scope: Scope | undefined) => t(($) => $.people.scopes[scope ?? 'none']);
  const differences = (theirs: Role): Difference[] => {
    const [mine, now] = [form.getValues(), grantsOf(theirs)];
    const named =
      mine.name === theirs.name
        ? []
        : [{ label: t(($) => $.people.rolesPage.name), theirs: theirs.name, mine: mine.name }];
    const rights = rightGroups
      .flatMap((group): readonly Right[] => group.rights)
      .filter((right) => mine.grants[right] !== now[right])
      .map((right) => ({
        label: t(($) => $.people.rights[rightWords[right]].label),
        theirs: scopeWord(now[right]),
        mine: scopeWord(mine.grants[right]),
      }));
    return [...named, ...rights];
  };
  const grant = (right: Right, scope: Scope | null) => {
    const { [right]: _, ...others } = form.getValues().grants;
    form.setFieldValue('grants', scope === null ? others : { ...others, [right]: scope });
  };

  return (
    <Drawer
      opened
      onClose={() => void close()}
      title={title}
      size="32rem"
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      <EditForm
        sticky
        form={form}
        busy={create.isPending || update.isPending}
        note={note}
        onCancel={() => void close()}
        untouched={role !== null && !dirty}
        aside={
          role !== null &&
          !builtIn && (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => void askRemove(role)}
            >
              {t(($) => $.people.rolesPage.remove)}
            </Button>
          )
        }
        onSave={(values) => save(values, role)}
      >
        {newer !== null && (
          <ConflictNote
            busy={update.isPending}
            differences={differences(newer)}
            onTake={() => {
              form.setValues({ name: newer.name, grants: grantsOf(newer) });
              setNewer(null);
            }}
            onKeep={() => {
              save(form.getValues(), newer);
              setNewer(null);
            }}
          />
        )}
        {builtIn ? (
          <Text fz="sm" c="dimmed">
            {t(($) => $.people.rolesPage.builtInHint)}
          </Text>
        ) : (
          <TextInput
            label={t(($) => $.people.rolesPage.name)}
            required
            data-autofocus
            {...form.getInputProps('name')}
            key={form.key('name')}
          />
        )}
        {role === null && (
          <ChoiceSelect
            label={t(($) => $.people.rolesPage.copyFrom)}
            placeholder={t(($) => $.people.rolesPage.copyNone)}
            clearable
            options={roles.map((other) => ({ value: other.id, label: roleName(other.builtIn, other.name) }))}
            onChange={(id) => form.setFieldValue('grants', grantsOf(roles.find((other) => other.id === id)))}
          />
        )}
        {rightGroups.map((group) => (
          <section key={group.key}>
            <Title order={2} fz="sm" c="dimmed" mb={4}>
              {t(($) => $.people.rightGroups[group.key])}
            </Title>
            {group.rights.map((right) => (
              <RightRow
                key={right}
                right={right}
                scope={form.values.grants[right] ?? null}
                onChange={grant}
              />
            ))}
          </section>
        ))}
      </EditForm>
    </Drawer>
  );
}
