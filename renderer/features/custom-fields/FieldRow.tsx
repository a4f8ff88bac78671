import { ActionIcon, Badge, Button, Menu, UnstyledButton } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconChevronDown,
  IconDots,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import { notifyDone } from '../../lib/notify.ts';
import classes from './custom-fields.module.css';
import { FieldOptions } from './FieldOptions.tsx';
import { useRemoveField, useUpdateField } from './mutations.ts';

interface FieldRowProps {
  readonly field: CustomField;
  readonly handle: ReactNode;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onEdit: () => void;
}

/** One field: its name, kind and options; edited, retired, removed. */
export function FieldRow({ field, handle, open, onOpen, onEdit }: FieldRowProps) {
  const { t } = useTranslation();
  const { id, kind, label, hint, required, retired, options, version } = field;
  const retire = useUpdateField({ onDone: () => notifyDone(t(($) => $.common.saved)) });
  const remove = useRemoveField(() => notifyDone(t(($) => $.customFields.removed, { label })));
  const optioned = kind === 'choice' || kind === 'choices';
  const offered = options.filter((option) => !option.retired).length;
  return (
    <>
      <div className={classes.row}>
        {handle}
        <div className={classes.text}>
          <UnstyledButton
            className={classes.label}
            data-retired={retired || undefined}
            aria-label={t(($) => $.customFields.editTitle, { label })}
            onClick={onEdit}
          >
            {label}
          </UnstyledButton>
          {hint === null ? null : <span className={classes.hint}>{hint}</span>}
        </div>
        {retired ? <Badge color="gray">{t(($) => $.customFields.retired)}</Badge> : null}
        {required && !retired ? <Badge color="gray">{t(($) => $.customFields.requiredMark)}</Badge> : null}
        {optioned ? (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={open}
            rightSection={
              <IconChevronDown size={14} className={classes.fold} data-open={open || undefined} aria-hidden />
            }
            onClick={() => onOpen(!open)}
          >
            {t(($) => $.customFields.optionCount, { count: offered })}
          </Button>
        ) : null}
        <span className={classes.kind}>{t(($) => $.customFields.kinds[kind])}</span>
        <Menu position="bottom-end" width={170}>
          <Menu.Target>
            <ActionIcon aria-label={t(($) => $.customFields.menuOf, { label })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
              {t(($) => $.customFields.edit)}
            </Menu.Item>
            <Menu.Item
              leftSection={retired ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
              onClick={() => retire.mutate({ id, version, label, hint, required, retired: !retired })}
            >
              {t(($) => (retired ? $.customFields.bringBack : $.customFields.retire))}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => remove.mutate({ id, version })}
            >
              {t(($) => $.customFields.remove)}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {open && optioned ? <FieldOptions field={field} /> : null}
    </>
  );
}
