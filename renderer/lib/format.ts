import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#core/sessions/sessions.contract.ts';
import { formatYuan, type Fen } from '#core/shared/money.ts';
import { countLimit, type Count } from '#core/shared/paging.ts';
import { isLanguage } from '../i18n.ts';

const words = {
  'zh-CN': { today: '今天', yesterday: '昨天', over: (text: string) => `${text}+`, comma: '、' },
  en: { today: 'today', yesterday: 'yesterday', over: (text: string) => `${text}+`, comma: ', ' },
} satisfies Record<Language, unknown>;

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;
const calendar = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** An instant (ISO, UTC) as people read it here: `今天 14:05`, `昨天 09:30`, otherwise the day. Empty for null. */
export function nearInstant(iso: string | null, language: Language, now = new Date()): string {
  if (iso === null) return '';
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  const day = calendar(date);
  if (day === calendar(now)) return `${words[language].today} ${clock(date)}`;
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day === calendar(before)) return `${words[language].yesterday} ${clock(date)}`;
  return day;
}

/** As {@link nearInstant} where a column is narrow: in English *yesterday* leaves no room for the time. */
export function shortInstant(iso: string | null, language: Language, now = new Date()): string {
  const near = nearInstant(iso, language, now);
  const { yesterday } = words[language];
  return language === 'en' && near.startsWith(yesterday) ? yesterday : near;
}

/** Day and time in full, for hints and history: `2026-11-23 14:05`. */
export function fullInstant(iso: string | null): string {
  if (iso === null) return '';
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : `${calendar(date)} ${clock(date)}`;
}

/** A calendar day (`YYYY-MM-DD`): today and yesterday in words. */
export function nearDay(day: string | null, language: Language, now = new Date()): string {
  if (day === null) return '';
  if (day === calendar(now)) return words[language].today;
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return day === calendar(before) ? words[language].yesterday : day;
}

export function formatNumber(value: number): string {
  return value.toLocaleString('en-US');
}

/** A size as people read it: `820 B`, `12 KB`, `3.4 MB`, `1.2 GB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  const at = Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10) - 1);
  const value = bytes / 1024 ** (at + 1);
  return `${formatNumber(value < 100 && at > 0 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[at] ?? ''}`;
}

/** The figures of the page in the language on the screen. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language: Language = isLanguage(i18n.language) ? i18n.language : 'zh-CN';
  return useMemo(
    () => ({
      language,
      instant: (iso: string | null) => nearInstant(iso, language),
      shortInstant: (iso: string | null) => shortInstant(iso, language),
      full: fullInstant,
      day: (value: string | null) => nearDay(value, language),
      number: formatNumber,
      size: formatSize,
      /** A bounded count: `100,000+` where counting stopped. */
      count: ({ count, more }: Count) =>
        more ? words[language].over(formatNumber(Math.min(count, countLimit))) : formatNumber(count),
      money: (fen: Fen | null) => (fen === null ? '' : formatYuan(fen)),
      /** Several words in a row. */
      list: (parts: readonly string[]) => parts.join(words[language].comma),
    }),
    [language],
  );
}
