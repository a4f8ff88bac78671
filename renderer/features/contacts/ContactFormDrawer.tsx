import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import { notifyDone } from '../../lib/notify.ts';
import { RecordForm } from '../../ui/record-form/RecordForm.tsx';
import { EditedRecord, RecordFormDrawer, type OpenedForm } from '../../ui/record-form/RecordFormDrawer.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import { ContactFields } from './ContactFields.tsx';
import { contactQuery } from './queries.ts';
import { useContactForm } from './use-contact-form.ts';

interface ContactFormDrawerProps {
  readonly customerId: number;
  /** A new contact, or the id of the one to edit; null: closed. */
  readonly form: 'new' | number | null;
  readonly onClose: () => void;
}

/** The form of a contact beside the customer it belongs to. */
export function ContactFormDrawer({ customerId, form, onClose }: ContactFormDrawerProps) {
  const { t } = useTranslation();
  return (
    <RecordFormDrawer
      form={form}
      size={640}
      titleOf={(wanted) =>
        t(($) => (typeof wanted === 'number' ? $.contacts.form.editTitle : $.contacts.form.newTitle))
      }
      onClose={onClose}
    >
      {(wanted, opened) =>
        typeof wanted === 'number' ? (
          <EditForm id={wanted} customerId={customerId} opened={opened} />
        ) : (
          <ContactForm contact={null} customerId={customerId} opened={opened} />
        )
      }
    </RecordFormDrawer>
  );
}

interface FormProps {
  readonly customerId: number;
  readonly opened: OpenedForm;
}

function EditForm({ id, ...rest }: FormProps & { readonly id: number }) {
  const query = useQuery({ ...contactQuery(id), retry: false });
  return (
    <EditedRecord query={query}>{(contact) => <ContactForm contact={contact} {...rest} />}</EditedRecord>
  );
}

function ContactForm({ contact, customerId, opened }: FormProps & { readonly contact: Contact | null }) {
  const { t } = useTranslation();
  const isNew = contact === null;
  const { onClose, onAgain } = opened;
  const onSaved = ({ name }: Contact, next: boolean) => {
    notifyDone(t(($) => (isNew ? $.contacts.done.created : $.contacts.done.saved), { name }));
    if (!next) onClose();
    onAgain();
  };
  const state = useContactForm({ customerId, contact, onSaved });
  const { form, draft } = state;
  return (
    <RecordForm
      handle={opened.handle}
      isNew={isNew}
      restored={state.restored}
      masked={contact?.sight === 'masked'}
      saving={state.saving}
      note={state.note}
      isDirty={() => form.isDirty()}
      onSave={state.save}
      onCancel={opened.onCancel}
      onDiscard={() => {
        draft.forget();
        onAgain();
      }}
      layer={
        state.merge === null ? null : (
          <ConflictPanel
            merge={state.merge}
            values={form.values}
            onSettle={state.settle}
            onClose={state.giveUpMerge}
          />
        )
      }
    >
      <ContactFields contact={state} isNew={isNew} />
    </RecordForm>
  );
}
