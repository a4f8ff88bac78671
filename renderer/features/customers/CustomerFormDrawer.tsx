import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Customer } from '#core/customers/customers.contract.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useCan } from '../../lib/session.ts';
import { RecordForm } from '../../ui/record-form/RecordForm.tsx';
import { EditedRecord, RecordFormDrawer, type OpenedForm } from '../../ui/record-form/RecordFormDrawer.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import { CustomerFields } from './CustomerFields.tsx';
import { customerQuery } from './queries.ts';
import { useCustomerForm } from './use-customer-form.ts';

interface CustomerFormDrawerProps {
  /** A new customer, a new one claimed at once, or the id of the one to edit; null: closed. */
  readonly form: 'new' | 'claim' | number | null;
  readonly onClose: () => void;
  /** Saved, and the next one is to be entered. */
  readonly onNext: () => void;
}

/** The form of a customer beside the page it was opened from. */
export function CustomerFormDrawer({ form, onClose, onNext }: CustomerFormDrawerProps) {
  const { t } = useTranslation();
  const titles = { new: t(($) => $.customers.form.newTitle), claim: t(($) => $.customers.form.claimTitle) };
  return (
    <RecordFormDrawer
      form={form}
      size={760}
      titleOf={(wanted) =>
        typeof wanted === 'number' ? t(($) => $.customers.form.editTitle) : titles[wanted]
      }
      onClose={onClose}
    >
      {(wanted, opened) =>
        typeof wanted === 'number' ? (
          <EditForm id={wanted} opened={opened} onNext={onNext} />
        ) : (
          <CustomerForm customer={null} claim={wanted === 'claim'} opened={opened} onNext={onNext} />
        )
      }
    </RecordFormDrawer>
  );
}

interface FormProps {
  readonly opened: OpenedForm;
  readonly onNext: () => void;
}

function EditForm({ id, ...rest }: FormProps & { readonly id: number }) {
  const query = useQuery({ ...customerQuery(id), retry: false });
  return (
    <EditedRecord query={query}>
      {(customer) => <CustomerForm customer={customer} claim={false} {...rest} />}
    </EditedRecord>
  );
}

interface CustomerFormProps extends FormProps {
  readonly customer: Customer | null;
  readonly claim: boolean;
}

function CustomerForm({ customer, claim, opened, onNext }: CustomerFormProps) {
  const { t } = useTranslation();
  const manager = useCan('pool.manage');
  const { onClose, onAgain } = opened;
  const mayOverride = customer === null ? manager : customer.abilities.includes('overrideDuplicate');
  const onSaved = ({ name }: Customer, next: boolean) => {
    notifyDone(
      customer !== null
        ? t(($) => $.customers.done.saved, { name })
        : claim
          ? t(($) => $.customers.done.createdAndClaimed, { name })
          : t(($) => $.customers.done.created, { name }),
    );
    if (next) onNext();
    else onClose();
    // Ready for the next one, or for the next time it opens.
    onAgain();
  };
  const state = useCustomerForm({ customer, claim, mayOverride, onSaved });
  const { form, draft } = state;
  return (
    <RecordForm
      handle={opened.handle}
      isNew={customer === null}
      restored={state.restored}
      masked={customer?.sight === 'masked'}
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
            values={form.getValues()}
            onSettle={state.settle}
            onClose={state.giveUpMerge}
          />
        )
      }
    >
      <CustomerFields customer={state} id={customer?.id ?? null} mayOverride={mayOverride} />
    </RecordForm>
  );
}
