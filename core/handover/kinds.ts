import { sql } from 'kysely';
import type { HandoverKind } from './kind.ts';
import { requestKinds, shareKinds } from './share-kinds.ts';
import { taskKind } from './task-kind.ts';

const nothing = {
  outcomes: [],
  gather: () => Promise.resolve([]),
  apply: () => Promise.resolve(),
  undo: () => Promise.resolve(0),
} satisfies Partial<HandoverKind>;

/** Customers move by themselves (`move-customers.ts`): the other kinds follow them. */
const customerKinds: readonly HandoverKind[] = [
  {
    ...nothing,
    name: 'customers',
    columns: ['customer.owner_id'],
    found: (personId) => sql`select id, id as customer_id, number as text, null as person_id,
      last_interaction_at as day from customer where owner_id = ${personId} and deleted_at is null`,
  },
  {
    ...nothing,
    name: 'deletedCustomers',
    columns: ['customer.owner_id'],
    found: (personId) => sql`select id, id as customer_id, number as text, deleted_by as person_id,
      deleted_at as day from customer where owner_id = ${personId} and deleted_at is not null`,
  },
];

export const handoverKinds: readonly HandoverKind[] = [
  ...customerKinds,
  taskKind,
  ...shareKinds,
  ...requestKinds,
];

/**
 * Columns that refer to a person and stay as they are when the person leaves, each with the reason. Together with the
 * columns of the kinds they are every such column of the database.
 */
export const stays: Readonly<Record<string, string>> = {
  'person.superior_id': 'the reporting line goes on through who left; the administrator changes it',
  'person_role.person_id': 'the rights of an account that signs in no more, for the day it is undone',
  'session.person_id': 'ended with the account, not handed over',
  'import_job.person_id': 'who imported',
  'import_mapping.by_id': 'who kept it last; mappings are everybody’s',
  'export_job.person_id': 'who exported; the file is only theirs and goes within a day',
  'customer.created_by': 'who entered it',
  'customer.deleted_by': 'who deleted it',
  'ownership_event.from_id': 'history',
  'ownership_event.to_id': 'history',
  'ownership_event.by_id': 'history',
  'unmasking.person_id': 'history',
  'operation_log.person_id': 'history',
  'request.person_id': 'answers to calls of a client that is gone',
  'person_setting.person_id': 'how one person likes the program',
  'list_layout.person_id': 'how one person likes a list',
  'share.by_id': 'who gave the share; it goes on with the customer',
  'share.ended_by': 'who ended it',
  'share_request.answered_by': 'who answered',
  'attachment.created_by': 'who added it',
  'attachment.deleted_by': 'who deleted it',
  'attachment_version.created_by': 'who added it',
  'attachment_upload.person_id': 'a file on its way, gone within a day',
  'notice.person_id': 'what one person was told',
  'notice.by_id': 'who it was about',
  'contact.created_by': 'who entered it',
  'contact.deleted_by': 'who deleted it',
  'contact_relation.created_by': 'who entered it',
  'interaction.person_id': 'who spoke with the customer',
  'interaction.created_by': 'who wrote it down',
  'interaction.deleted_by': 'who deleted it',
  'interaction_comment.person_id': 'who wrote it',
  'task.created_by': 'who wrote it',
  'task.done_by': 'who did it',
  'task.deleted_by': 'who deleted it',
  'extension_request.answered_by': 'who answered; open ones find the next superior by themselves',
  'automatic_return_run.undone_by': 'history',
  'automatic_return.owner_id': 'history',
  'saved_view.person_id': 'how one person searches; views for everyone stay for everyone',
  'default_view.person_id': 'how one person likes a list',
  'customer_merge.by_id': 'history',
  'customer_merge.undone_by': 'history',
  'duplicate_run.by_id': 'history',
  'not_duplicate.by_id': 'who said so',
  'handover.person_id': 'history',
  'handover.by_id': 'history',
  'handover.undone_by': 'history',
  'handover_customer.to_id': 'history',
  'handover_item.from_id': 'history',
  'handover_item.to_id': 'history',
};
