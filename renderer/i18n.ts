import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages, type Language } from '#core/sessions/sessions.contract.ts';
import { readSetting, writeSetting } from './lib/device-settings.ts';

/** Every word of the window: the shape of a language's files. */
export type { Words } from './locales/en/index.ts';

export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}

/** What this device used last, else what the operating system speaks: Chinese of any kind, otherwise English. */
function firstLanguage(): Language {
  const kept = readSetting('language');
  if (isLanguage(kept)) return kept;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en';
}

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const words =
    language === 'zh-CN'
      ? (await import('./locales/zh-CN/index.ts')).zhCN
      : (await import('./locales/en/index.ts')).en;
  i18next.addResourceBundle(language, 'translation', words);
}

/** Prepares the words of the first language; the page can be drawn afterwards. */
export async function startLanguage(): Promise<void> {
  const language = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    enableSelector: true,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await switchLanguage(language);
}

/** Switches every word on the page, and keeps the choice on this device. */
export async function switchLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  writeSetting('language', language);
}

/** The language on the screen. */
export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'zh-CN';
}
