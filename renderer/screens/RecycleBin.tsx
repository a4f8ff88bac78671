import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DeletedFiles } from '../features/attachments/DeletedFiles.tsx';
import { DeletedContacts } from '../features/contacts/DeletedContacts.tsx';
import { RecycleBin } from '../features/customers/RecycleBin.tsx';
import { EmptyingRules } from '../features/recycling/EmptyingRules.tsx';
import { useUndoMerge } from '../features/merging/mutations.ts';
import { useCan } from '../lib/session.ts';
import { useConfirm } from '../ui/ConfirmDialog.tsx';
import { useMergeWords } from './merge-words.ts';
import { DeletedInteractions } from '../features/interactions/DeletedInteractions.tsx';

/** What was deleted, kind by kind. */
export function RecycleBinScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/recycle-bin' });
  const mayMerge = useCan('pool.manage');
  const confirm = useConfirm();
  const undo = useUndoMerge(useMergeWords().fieldLabel);
  const undoMerge = (mergeId: number, names: string) =>
    void confirm({
      title: t(($) => $.merging.undoTitle),
      text: t(($) => $.merging.undoText, { names }),
      action: t(($) => $.merging.undo),
    }).then((yes) => yes && undo(mergeId));
  const at = tab === 'contacts' || tab === 'interactions' || tab === 'files' ? tab : 'customers';
  const tabs = (
    <>
      <EmptyingRules />
      <Tabs
        value={at}
        onChange={(next) =>
          void navigate({
            to: '/recycle-bin',
            search: next === null || next === 'customers' ? {} : { tab: next },
          })
        }
      >
        <Tabs.List aria-label={t(($) => $.contacts.bin.tabs)}>
          <Tabs.Tab value="customers">{t(($) => $.contacts.bin.customersTab)}</Tabs.Tab>
          <Tabs.Tab value="contacts">{t(($) => $.contacts.bin.contactsTab)}</Tabs.Tab>
          <Tabs.Tab value="interactions">{t(($) => $.interactions.timeline.label)}</Tabs.Tab>
          <Tabs.Tab value="files">{t(($) => $.attachments.bin.tab)}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
    </>
  );
  if (at === 'files') return <DeletedFiles title={t(($) => $.customers.recycleBin)} tabs={tabs} />;
  if (at === 'interactions')
    return <DeletedInteractions title={t(($) => $.customers.recycleBin)} tabs={tabs} />;
  return at === 'contacts' ? (
    <DeletedContacts title={t(($) => $.customers.recycleBin)} tabs={tabs} />
  ) : (
    <RecycleBin tabs={tabs} onUndoMerge={mayMerge ? undoMerge : null} />
  );
}
