export { checkValue, loggedValues, mergeValues } from './check-values.ts';
export { createCustomField } from './custom-field-commands.ts';
export { hasSearchedFields, listCustomFields } from './custom-fields.repository.ts';
export {
  changedFields,
  filledValues,
  insertValues,
  replaceValues,
  rowsToValues,
  textKey,
  type ValueRow,
} from './customer-values.repository.ts';
