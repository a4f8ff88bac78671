import 'i18next';
import type { Words } from './locales/en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    enableSelector: true;
    returnNull: false;
    resources: { translation: Words };
  }
}
