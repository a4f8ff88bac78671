export { accessTo, type CustomerAccess } from './access.ts';
export { giveBack, protectedAmong, returnToPool, type ProtectedCustomer } from './automatic-return.ts';
export { heldBy, limitsOf } from './claim-limits.ts';
export { checkEmail, checkPhone, checkTaxNumber, phoneDigits, taxNumberKey } from './checks.ts';
export {
  candidateBigrams,
  coreName,
  coreSimilarity,
  likenessTo,
  nameKey,
  probesNeeded,
  SIMILAR_FROM,
} from './company-name.ts';
export {
  accessAmong,
  accessToMany,
  changeStatus,
  handTasksOver,
  readsCustomer,
  setFollowUp,
  type CustomerGlimpse,
  type NamedCustomer,
} from './follow-up.ts';
export {
  fieldsOf,
  findByIds as findCustomers,
  findNames,
  updateRow as writeFields,
  type StoredCustomer,
} from './customers.repository.ts';
export { presentById } from './customer-commands.ts';
export { countCustomers } from './counts.ts';
export { findDuplicates, findExact, isForeign } from './duplicates.ts';
export { chosenRows, countRowsToExport, rowsInOrder, type Taking } from './export-rows.ts';
export { changedValues } from './history.ts';
export { insertCustomers, reserveNumbers } from './insert-customer.ts';
export { maskAddress, maskEmail, maskPhone, maskText } from './masking.ts';
export { mayAssignFromPool, mayAssignTo, mayGrantExtension } from './customers.policy.ts';
export { chooseParent, survivorOf } from './merged.ts';
export { recordOwnerships } from './ownership.ts';
export { presentRows } from './present-customer.ts';
export { pinyinOf } from './pinyin.ts';
export { unmaskCustomer, unmaskedToday } from './pool-commands.ts';
export { saveFields } from './save-fields.ts';
export { receiverOf } from './pool-commands.ts';
export {
  cleanFields,
  derive,
  deriveUnnumbered,
  fieldErrors,
  keysOf,
  warningsOf,
} from './prepare-customer.ts';
export { dueBy, dueWithin, fallsBack, rulesFrom, type RulesFrom } from './protection.ts';
export { indexTokens, queryPlan, tokensOf, type QueryPlan } from './search-text.ts';
