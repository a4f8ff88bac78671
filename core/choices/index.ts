export { choiceKey, createChoice, createDefaultChoices } from './choices.ts';
export { findByKey as findChoiceByKey, findChoice, listChoices } from './choices.repository.ts';
export { importSourceLabel } from './default-choices.ts';
