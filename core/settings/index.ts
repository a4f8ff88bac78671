export { loadOfficeSettings, loadPoolRules, officeNameMax } from './settings.ts';
