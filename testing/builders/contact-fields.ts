import type { ContactFields } from '#core/contacts/contacts.contract.ts';

/** A contact with a mobile number and no more, unless something else is said. */
export function contactFields(name: string, more: Partial<ContactFields> = {}): ContactFields {
  return {
    name,
    department: null,
    position: null,
    decisionRole: null,
    gender: null,
    phones: [{ id: null, label: 'mobile', value: '13812345678' }],
    emails: [],
    wechat: null,
    qq: null,
    birthday: null,
    address: null,
    hobbies: null,
    remark: null,
    leftCompany: false,
    ...more,
  };
}
