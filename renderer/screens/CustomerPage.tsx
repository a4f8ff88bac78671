import { Button } from '@mantine/core';
import { IconNotes, IconShare, IconUserPlus } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '#core/customers/customers.contract.ts';
import { FilesPanel, FilesTab } from '../features/attachments/FilesPanel.tsx';
import { ContactDrawer } from '../features/contacts/ContactDrawer.tsx';
import { ContactFormDrawer } from '../features/contacts/ContactFormDrawer.tsx';
import { ContactsPanel, ContactsTab } from '../features/contacts/ContactsPanel.tsx';
import { AskAboutHit } from '../features/customers/DuplicatePanel.tsx';
import { CustomerPage, type CustomerPanel } from '../features/customers/CustomerPage.tsx';
import { useFieldLabel, useFieldWords } from '../features/customers/fields.ts';
import { FolderButton, FolderDialog, type FolderQuestion } from '../features/exports/FolderDialog.tsx';
import { CustomerInteractions, InteractionsTab } from '../features/interactions/CustomerInteractions.tsx';
import { EntryFiles } from '../features/interactions/TimelineEntry.tsx';
import { filesOfEntry } from './entry-files.tsx';
import { RecentInteractions } from '../features/interactions/RecentInteractions.tsx';
import { MergedHistory } from '../features/merging/MergedHistory.tsx';
import { CardFile } from '../features/printing/CardFile.tsx';
import { PrintButton } from '../features/printing/PrintButton.tsx';
import { PrintDialog, type ToPrint } from '../features/printing/PrintDialog.tsx';
import { FallsBackNote } from '../features/protection/FallsBackNote.tsx';
import { AskShare } from '../features/sharing/AskShare.tsx';
import { ShareDialog, type ShareQuestion } from '../features/sharing/ShareDialog.tsx';
import { SharesPanel } from '../features/sharing/SharesPanel.tsx';
import { askForHit } from './AskForHit.tsx';
import { useMergeWords } from './merge-words.ts';
import { askToLog } from '../lib/to-log.ts';

/** The id of a contact in the address. */
const contactId = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : null;

export function CustomerPageScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/customers/$id' });
  const { edit, tab, contact, contactForm } = useSearch({ from: '/customers/$id' });
  const navigate = useNavigate();
  /** Into the address, so that a drawer is there again after a reload, with its draft. */
  const open = (more: { readonly contact?: number; readonly contactForm?: number | 'new' }) =>
    void navigate({ to: '.', search: { tab, ...more }, replace: true });
  const form = contactForm === 'new' ? 'new' : contactId(contactForm);
  const { fieldLabel } = useMergeWords();
  const label = useFieldLabel();
  const fieldWords = useFieldWords();
  const [printing, setPrinting] = useState<ToPrint | null>(null);
  const [taking, setTaking] = useState<FolderQuestion | null>(null);
  const [sharing, setSharing] = useState<ShareQuestion | null>(null);
  // Whatever is no id is looked up as one that cannot exist: the answer is the same.
  const number = /^\d{1,15}$/.test(id) ? Number(id) : Number.MAX_SAFE_INTEGER;
  const share = ({ id: customerId, name, ownerId }: Customer) =>
    setSharing({ ids: [customerId], name, ownerId });
  const panels = (customer: Customer): readonly CustomerPanel[] => {
    if (customer.sight === 'minimal') return [];
    const contacts = {
      key: 'contacts',
      label: <ContactsTab customerId={customer.id} />,
      content: (
        <ContactsPanel
          key={customer.id}
          customerId={customer.id}
          mayUnmask={customer.abilities.includes('unmask')}
          onOpen={(shown) => open({ contact: shown })}
          onForm={(wanted) => open({ contactForm: wanted })}
        />
      ),
    };
    const interactions = {
      key: 'interactions',
      label: <InteractionsTab customerId={customer.id} />,
      content: (
        <CustomerInteractions
          key={customer.id}
          customer={customer}
          mayLog={customer.abilities.includes('log')}
        />
      ),
    };
    const files = {
      key: 'files',
      label: <FilesTab customerId={customer.id} />,
      content: <FilesPanel key={customer.id} owner={{ kind: 'customer', id: customer.id }} pasting />,
    };
    const shares = {
      key: 'shares',
      label: t(($) => $.sharing.tab),
      content: <SharesPanel customerId={customer.id} onShare={() => share(customer)} />,
    };
    const all = [contacts, interactions, files];
    return customer.abilities.includes('share') ? [...all, shares] : all;
  };
  const buttons = (customer: Customer) => {
    if (customer.sight === 'minimal' && customer.ownerId !== null)
      return <AskShare key={customer.id} customerId={customer.id} ownerId={customer.ownerId} />;
    return (
      <>
        {customer.abilities.includes('log') ? (
          <Button
            variant="default"
            leftSection={<IconNotes size={16} stroke={1.6} aria-hidden />}
            onClick={() => askToLog({ id: customer.id, name: customer.name })}
          >
            {t(($) => $.interactions.log)}
          </Button>
        ) : null}
        {customer.abilities.includes('edit') ? (
          <Button
            variant="default"
            leftSection={<IconUserPlus size={16} stroke={1.6} aria-hidden />}
            onClick={() => open({ contactForm: 'new' })}
          >
            {t(($) => $.contacts.actions.new)}
          </Button>
        ) : null}
        {customer.abilities.includes('print') ? (
          <PrintButton
            onPrint={() =>
              setPrinting({ kind: 'card', customerId: customer.id, fieldLabel: label, fieldWords })
            }
          />
        ) : null}
        {customer.abilities.includes('export') ? (
          <FolderButton onExport={() => setTaking({ customerId: customer.id, name: customer.name })} />
        ) : null}
        {customer.abilities.includes('share') ? (
          <Button
            variant="default"
            leftSection={<IconShare size={16} stroke={1.6} aria-hidden />}
            onClick={() => share(customer)}
          >
            {t(($) => $.sharing.share)}
          </Button>
        ) : null}
      </>
    );
  };
  return (
    <AskAboutHit value={askForHit}>
      <EntryFiles value={filesOfEntry}>
        <CustomerPage
          key={number}
          id={number}
          editing={edit !== undefined}
          panels={panels}
          note={(customer) => <FallsBackNote key={customer.id} customer={customer} />}
          overview={(customer) =>
            customer.sight === 'minimal' ? null : (
              <RecentInteractions
                key={`recent ${customer.id}`}
                customer={customer}
                mayLog={customer.abilities.includes('log')}
                onAll={() => void navigate({ to: '.', search: { tab: 'interactions' }, replace: true })}
              />
            )
          }
          buttons={buttons}
          aboveHistory={(customer) =>
            customer.abilities.includes('merge') ? (
              <MergedHistory key={customer.id} customerId={customer.id} fieldLabel={fieldLabel} />
            ) : null
          }
          tab={typeof tab === 'string' ? tab : undefined}
        />
        <ContactDrawer
          id={form === null ? contactId(contact) : null}
          onClose={() => open({})}
          onEdit={(shown) => open({ contact: shown, contactForm: shown })}
          customerId={number}
          onWalk={(shown) => open({ contact: shown })}
          files={(shown) => <FilesPanel key={shown} owner={{ kind: 'contact', id: shown }} titled />}
        />
        <ContactFormDrawer
          key={`contact ${number}`}
          customerId={number}
          form={form}
          onClose={() => open(contactId(contact) === null ? {} : { contact: contactId(contact) ?? 0 })}
        />
        <PrintDialog asked={printing} onClose={() => setPrinting(null)} />
        <FolderDialog
          asked={taking}
          card={(customerId, onMade, onError) => (
            <CardFile
              asked={{ kind: 'card', customerId, fieldLabel: label, fieldWords }}
              onMade={onMade}
              onError={onError}
            />
          )}
          onClose={() => setTaking(null)}
        />
        <ShareDialog asked={sharing} onClose={() => setSharing(null)} />
      </EntryFiles>
    </AskAboutHit>
  );
}
