import { z } from 'zod';
import { customValuesSchema } from '../custom-fields/custom-fields.contract.ts';
import { day, id, shortText } from '../rpc/contract-base.ts';

export const customerTypes = ['company', 'person'] as const;
export type CustomerType = (typeof customerTypes)[number];
export const customerStatuses = ['potential', 'interested', 'deal', 'lost'] as const;
export type CustomerStatus = (typeof customerStatuses)[number];
export const customerLevels = ['A', 'B', 'C'] as const;
export type CustomerLevel = (typeof customerLevels)[number];

/** What people type of a customer (spec §3, customer fields). Empty texts are stored as null. */
export const customerFieldsSchema = z.strictObject({
  name: z.string().max(20_000),
  shortName: shortText.nullable(),
  type: z.enum(customerTypes),
  industryId: id,
  sourceId: id,
  /** 2, 4 or 6 digits: province, city or district of the official list. */
  regionCode: z
    .string()
    .regex(/^(\d{2}|\d{4}|\d{6})$/)
    .nullable(),
  address: z.string().max(2000).nullable(),
  postcode: shortText.nullable(),
  phone: shortText.nullable(),
  fax: shortText.nullable(),
  website: z.string().max(2000).nullable(),
  email: shortText.nullable(),
  taxNumber: shortText.nullable(),
  bank: shortText.nullable(),
  bankAccount: shortText.nullable(),
  legalFormId: id.nullable(),
  sizeId: id.nullable(),
  /** Whole fen. */
  revenueFen: z.int().nullable(),
  foundedOn: day.nullable(),
  status: z.enum(customerStatuses),
  level: z.enum(customerLevels).nullable(),
  parentId: id.nullable(),
  tagIds: z.array(id).max(50),
  remark: z.string().max(20_000).nullable(),
  /** Custom fields by id: those named are written (null: emptied), the others stay as they are. */
  custom: customValuesSchema.default({}),
});
export type CustomerFields = z.infer<typeof customerFieldsSchema>;

/** Longest texts in code points: what a form refuses beyond (`tooLong`, at the field). */
export const maxLength = { name: 200, text: 200, address: 500, remark: 10_000 } as const;
