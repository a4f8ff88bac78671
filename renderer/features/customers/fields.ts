import type { TFunction } from 'i18next';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  customerLevels,
  customerStatuses,
  customerTypes,
  type Customer,
  type CustomerFields,
} from '#core/customers/customers.contract.ts';
import { regionLabel } from '#core/regions/index.ts';
import { useChoices } from '../../lib/choices.ts';
import { isCustomName, useCustomWords, type CustomName } from '../../lib/custom-fields.ts';
import { useFormat } from '../../lib/format.ts';

export type FieldName = Exclude<keyof CustomerFields, 'custom'>;
/** A field of every customer, or `custom:7`, the custom field 7. */
export type AnyField = FieldName | `custom:${number}`;

/** A stored value as it is; what no field can hold says nothing. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The name of a field as people read it. */
export function fieldLabel(t: TFunction, field: FieldName): string {
  return t(($) => $.customers.fields[field]);
}

/** As {@link fieldLabel}, and of custom fields, on records and in the log. */
export function useFieldLabel(): (field: FieldName | CustomName) => string {
  const { t } = useTranslation();
  const custom = useCustomWords();
  return useCallback(
    (field) => (isCustomName(field) ? custom.label(field) : fieldLabel(t, field)),
    [t, custom],
  );
}

/** Turns the value of a field into words: for the overview, the history and the comparison of a conflict. */
export function useFieldWords(): (field: FieldName | CustomName, value: unknown) => string {
  const { t } = useTranslation();
  const { labelOf } = useChoices();
  const format = useFormat();
  const custom = useCustomWords();
  return useMemo(
    () => (field, value) => {
      if (value === null || value === undefined || value === '') return '';
      if (isCustomName(field)) return custom.value(field, value);
      switch (field) {
        case 'industryId':
        case 'sourceId':
        case 'legalFormId':
        case 'sizeId':
          return typeof value === 'number' ? labelOf(value) || plain(value) : plain(value);
        case 'tagIds':
          return Array.isArray(value)
            ? format.list(value.map((id: unknown) => (typeof id === 'number' ? labelOf(id) : plain(id))))
            : plain(value);
        case 'regionCode':
          return regionLabel(plain(value)) || plain(value);
        case 'revenueFen':
          return typeof value === 'number' ? format.money(value) : plain(value);
        case 'type': {
          const type = customerTypes.find((one) => one === value);
          return type ? t(($) => $.customers.types[type]) : plain(value);
        }
        case 'status': {
          const status = customerStatuses.find((one) => one === value);
          return status ? t(($) => $.customers.statuses[status]) : plain(value);
        }
        case 'level': {
          const level = customerLevels.find((one) => one === value);
          return level ? t(($) => $.customers.levels[level]) : plain(value);
        }
        default:
          return plain(value);
      }
    },
    [t, labelOf, format, custom],
  );
}

/** What a form edits, out of a record. */
export function fieldsOf(customer: Customer): CustomerFields {
  return {
    name: customer.name,
    shortName: customer.shortName,
    type: customer.type ?? 'company',
    industryId: customer.industryId,
    sourceId: customer.sourceId ?? 0,
    regionCode: customer.regionCode,
    address: customer.address,
    postcode: customer.postcode,
    phone: customer.phone,
    fax: customer.fax,
    website: customer.website,
    email: customer.email,
    taxNumber: customer.taxNumber,
    bank: customer.bank,
    bankAccount: customer.bankAccount,
    legalFormId: customer.legalFormId,
    sizeId: customer.sizeId,
    revenueFen: customer.revenueFen,
    foundedOn: customer.foundedOn,
    status: customer.status ?? 'potential',
    level: customer.level,
    parentId: customer.parentId,
    tagIds: [...customer.tagIds],
    remark: customer.remark,
    custom: { ...customer.custom },
  };
}
