import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Birthday, Contact, ContactFields, Way } from '#core/contacts/contacts.contract.ts';
import type { Language } from '#core/sessions/sessions.contract.ts';
import { useFormat } from '../../lib/format.ts';

export type FieldName = keyof ContactFields;

export function fieldLabel(t: TFunction, field: FieldName): string {
  return t(($) => $.contacts.fields[field]);
}

const monthNames = '正二三四五六七八九十冬腊';
const digits = '十一二三四五六七八九';

/** A month of the lunar calendar as people call it: `八月`, `闰六月`, `month 8`. */
export function lunarMonth(month: number, language: Language, leap = false): string {
  if (language === 'en') return leap ? `leap month ${month}` : `month ${month}`;
  return `${leap ? '闰' : ''}${monthNames.charAt(month - 1)}月`;
}

/** A day of a lunar month as people call it: `初八`, `十五`, `廿三`, `三十`. */
export function lunarDay(day: number, language: Language): string {
  if (language === 'en') return `day ${day}`;
  if (day === 10) return '初十';
  if (day === 20) return '二十';
  if (day === 30) return '三十';
  return `${'初十廿'.charAt(Math.floor(day / 10))}${digits.charAt(day % 10)}`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** `1980-05-03`, `05-03`, `农历 1980 年八月十五`, `lunar 1980, month 8, day 15`. */
export function birthdayWords({ calendar, year, month, day, leap }: Birthday, language: Language): string {
  if (calendar === 'solar') return `${year === null ? '' : `${year}-`}${two(month)}-${two(day)}`;
  const date = [lunarMonth(month, language, leap), lunarDay(day, language)];
  if (language === 'en') return `lunar ${year === null ? '' : `${year}, `}${date.join(', ')}`;
  return `农历${year === null ? '' : ` ${year} 年`}${date.join('')}`;
}

/** Turns the value of a field into words: for the record and the comparison of a conflict. */
export function useFieldWords(): (fields: ContactFields, field: FieldName) => string {
  const { t } = useTranslation();
  const { language, list } = useFormat();
  return useMemo(
    () => (fields, field) => {
      const ways = (some: readonly Way[], kind: 'wayLabels' | 'mailLabels') =>
        list(some.map(({ label, value }) => `${t(($) => $.contacts[kind][label])} ${value}`));
      switch (field) {
        case 'phones':
          return ways(fields.phones, 'wayLabels');
        case 'emails':
          return ways(fields.emails, 'mailLabels');
        case 'decisionRole':
          return fields.decisionRole === null
            ? ''
            : t(($) => $.contacts.decisionRoles[fields.decisionRole ?? 'other']);
        case 'gender':
          return fields.gender === null ? '' : t(($) => $.contacts.genders[fields.gender ?? 'male']);
        case 'birthday':
          return fields.birthday === null ? '' : birthdayWords(fields.birthday, language);
        case 'leftCompany':
          return t(($) => $.common[fields.leftCompany ? 'yes' : 'no']);
        default:
          return fields[field] ?? '';
      }
    },
    [t, language, list],
  );
}

/** What a form edits, out of a record. */
export function fieldsOf(contact: Contact): ContactFields {
  return {
    name: contact.name,
    department: contact.department,
    position: contact.position,
    decisionRole: contact.decisionRole,
    gender: contact.gender,
    phones: [...contact.phones],
    emails: [...contact.emails],
    wechat: contact.wechat,
    qq: contact.qq,
    birthday: contact.birthday,
    address: contact.address,
    hobbies: contact.hobbies,
    remark: contact.remark,
    leftCompany: contact.leftCompany,
  };
}
