export {
  loadOfficeSettings,
  loadPoolRules,
  loadProtectionRules,
  officeNameMax,
  updateProtectionRules,
} from './settings.ts';
export { readGroup as readSettings, writeGroup as writeSettings } from './settings.repository.ts';
