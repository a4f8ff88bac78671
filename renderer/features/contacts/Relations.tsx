import { ActionIcon, Button, Group, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import type { Relation } from '#core/contacts/relations.contract.ts';
import { useChoices } from '../../lib/choices.ts';
import { notifyDone } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './contacts.module.css';
import { useRelationMutations } from './mutations.ts';
import { NetworkPicture } from './NetworkPicture.tsx';
import { relationsQuery } from './queries.ts';
import { RelationForm } from './RelationForm.tsx';

interface RelationsProps {
  readonly contact: Contact;
  readonly onWalk: (contactId: number) => void;
}

/** How a contact is tied to others: as a list, and as a picture that can be walked (spec §4). */
export function Relations({ contact, onWalk }: RelationsProps) {
  const { t } = useTranslation();
  const [view, setView] = useState('list');
  const [form, setForm] = useState<'new' | number | null>(null);
  const query = useQuery(relationsQuery(contact.id));
  const { data, error } = query;
  const rows = data?.rows ?? [];
  return (
    <section className={classes.relations} aria-label={t(($) => $.contacts.relations.title)}>
      <div className={classes.relationsHead}>
        <h3 className={classes.relationsTitle}>{t(($) => $.contacts.relations.title)}</h3>
        <span className={classes.space} />
        {rows.length > 0 ? (
          <SegmentedControl
            size="xs"
            aria-label={t(($) => $.contacts.relations.view)}
            value={view}
            onChange={setView}
            data={[
              { value: 'list', label: t(($) => $.contacts.relations.list) },
              { value: 'picture', label: t(($) => $.contacts.relations.picture) },
            ]}
          />
        ) : null}
        {data?.abilities.includes('create') && form === null ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setForm('new')}
          >
            {t(($) => $.contacts.relations.add)}
          </Button>
        ) : null}
      </div>
      {form === 'new' ? (
        <RelationForm contact={contact} relation={null} onClose={() => setForm(null)} />
      ) : null}
      {data === undefined ? (
        error === null ? (
          <Skeleton height={60} animate={false} />
        ) : (
          <ErrorNote error={toAppError(error)} onRetry={() => void query.refetch()} />
        )
      ) : rows.length === 0 ? (
        <Text size="sm" c="var(--kc-dim)">
          {t(($) => $.contacts.relations.empty)}
        </Text>
      ) : view === 'picture' ? (
        <NetworkPicture contactId={contact.id} onWalk={onWalk} />
      ) : (
        <ul className={classes.relationList}>
          {rows.map((relation) =>
            form === relation.id ? (
              <li key={relation.id}>
                <RelationForm contact={contact} relation={relation} onClose={() => setForm(null)} />
              </li>
            ) : (
              <RelationLine
                key={relation.id}
                relation={relation}
                home={contact.customerId}
                onWalk={onWalk}
                onEdit={() => setForm(relation.id)}
              />
            ),
          )}
        </ul>
      )}
    </section>
  );
}

interface RelationLineProps {
  readonly relation: Relation;
  readonly home: number;
  readonly onWalk: (contactId: number) => void;
  readonly onEdit: () => void;
}

function RelationLine({ relation, home, onWalk, onEdit }: RelationLineProps) {
  const { t } = useTranslation();
  const { labelOf } = useChoices();
  const confirm = useConfirm();
  const { remove } = useRelationMutations();
  const { id, version, incoming, other, remark, abilities } = relation;
  const { contactId, name, customerName } = other;
  const type = labelOf(relation.typeId);
  const away = async () => {
    const yes = await confirm({
      title: t(($) => $.contacts.relations.removeTitle),
      text: t(($) => $.contacts.relations.removeText, { name, type }),
      action: t(($) => $.contacts.actions.remove),
      danger: true,
    });
    if (yes)
      remove.mutate({ id, version }, { onSuccess: () => notifyDone(t(($) => $.contacts.relations.removed)) });
  };
  return (
    <li className={classes.relation}>
      <div className={classes.relationText}>
        <span className={classes.relationType}>
          {incoming ? t(($) => $.contacts.relations.incoming, { name, type }) : type}
        </span>
        {contactId === null ? (
          <span>{name}</span>
        ) : (
          <button type="button" className={classes.cardName} onClick={() => onWalk(contactId)}>
            {name}
          </button>
        )}
        <span className={classes.quiet}>
          {contactId === null
            ? t(($) => $.contacts.relations.outside)
            : other.customerId === home
              ? null
              : customerName}
        </span>
        {remark === null ? null : <p className={classes.relationRemark}>{remark}</p>}
      </div>
      <Group gap={2} wrap="nowrap">
        {abilities.includes('edit') ? (
          <ActionIcon size={26} aria-label={t(($) => $.contacts.relations.edit, { name })} onClick={onEdit}>
            <IconPencil size={15} stroke={1.6} />
          </ActionIcon>
        ) : null}
        {abilities.includes('remove') ? (
          <ActionIcon
            size={26}
            aria-label={t(($) => $.contacts.relations.remove, { name })}
            onClick={() => void away()}
          >
            <IconX size={15} stroke={1.6} />
          </ActionIcon>
        ) : null}
      </Group>
    </li>
  );
}
