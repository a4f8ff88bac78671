import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';

/** Main contact, left the company, role in the decision: in words, not by colour alone. */
export function ContactMarks({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const { decisionRole } = contact;
  return (
    <>
      {contact.main ? <Badge>{t(($) => $.contacts.main)}</Badge> : null}
      {contact.leftCompany ? <Badge color="gray">{t(($) => $.contacts.left)}</Badge> : null}
      {decisionRole === null ? null : (
        <Badge variant="outline" color="gray">
          {t(($) => $.contacts.decisionRoles[decisionRole])}
        </Badge>
      )}
    </>
  );
}
