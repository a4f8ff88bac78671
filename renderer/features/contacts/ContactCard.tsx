import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import { ContactMenu } from './ContactMenu.tsx';
import { ContactMarks } from './ContactMarks.tsx';
import classes from './contacts.module.css';
import { Copied, MailLines, PhoneLines } from './ContactWays.tsx';
import type { ContactActions } from './use-contact-actions.tsx';

interface ContactCardProps {
  readonly contact: Contact;
  readonly actions: ContactActions;
  readonly onOpen: () => void;
  readonly onEdit: () => void;
}

/** A contact at a glance: who, and how to reach them. */
export function ContactCard({ contact, actions, onOpen, onEdit }: ContactCardProps) {
  const { t } = useTranslation();
  const where = [contact.department, contact.position].filter((part) => part !== null).join(' · ');
  return (
    <li className={classes.card} data-left={contact.leftCompany || undefined}>
      <div className={classes.cardHead}>
        <div className={classes.cardWho}>
          <button
            type="button"
            className={classes.cardName}
            title={t(($) => $.contacts.actions.open, { name: contact.name })}
            onClick={onOpen}
          >
            {contact.name}
          </button>
          <ContactMarks contact={contact} />
        </div>
        <ContactMenu contact={contact} actions={actions} onEdit={onEdit} />
      </div>
      {where === '' ? null : <p className={classes.where}>{where}</p>}
      <div className={classes.lines}>
        <PhoneLines phones={contact.phones} />
        <MailLines emails={contact.emails} />
        {(['wechat', 'qq'] as const).map((field) => {
          const text = contact[field];
          return text === null ? null : (
            <span key={field} className={classes.line}>
              <span className={classes.lineLabel}>{t(($) => $.contacts.fields[field])}</span>
              <Copied text={text} />
            </span>
          );
        })}
      </div>
    </li>
  );
}
