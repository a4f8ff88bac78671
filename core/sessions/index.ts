export { createOffice } from './create-office.ts';
