export {
  loadOfficeSettings,
  loadPoolRules,
  loadProtectionRules,
  officeNameMax,
  updateProtectionRules,
} from './settings.ts';
