import type { ContactFields, Way } from './contacts.contract.ts';

const plainWays = (ways: readonly Way[]) => ways.map(({ label, value }) => ({ label, value }));

/** The typed fields as the log keeps them: numbers and addresses without their ids. */
export function loggedFields(fields: ContactFields) {
  return {
    name: fields.name,
    department: fields.department,
    position: fields.position,
    decisionRole: fields.decisionRole,
    gender: fields.gender,
    phones: plainWays(fields.phones),
    emails: plainWays(fields.emails),
    wechat: fields.wechat,
    qq: fields.qq,
    birthday: fields.birthday,
    address: fields.address,
    hobbies: fields.hobbies,
    remark: fields.remark,
    leftCompany: fields.leftCompany,
  };
}

/** The fields that say something, as the log keeps them. */
export function filledFields(fields: ContactFields) {
  const entries = Object.entries(loggedFields(fields)).filter(
    ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries);
}
