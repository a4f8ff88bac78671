import { listChoices } from '../choices/index.ts';
import { listCustomFields } from '../custom-fields/index.ts';
import type { Customer } from '../customers/customers.contract.ts';
import type { Inquiry } from '../rpc/context.ts';
import type { Language } from '../sessions/sessions.contract.ts';
import { customerCells, type Cells } from './customer-cells.ts';
import type { CellKind, CellValue } from './export-files.ts';
import { exportWords } from './export-words.ts';
import type { CustomerColumnKey } from './exports.contract.ts';

type Listed = Exclude<CustomerColumnKey, `custom:${number}`>;
type Other = Exclude<keyof Customer, keyof Record<Listed, unknown>>;

/** What a list has too, then what only the record itself has; headed as in the window. */
const listed = [
  ['name', '客户名称', 'Name', 264],
  ['number', '客户编号', 'Number', 100],
  ['shortName', '简称', 'Short name', 120],
  ['type', '类型', 'Type', 70],
  ['status', '状态', 'Status', 80],
  ['level', '级别', 'Level', 70],
  ['owner', '负责人', 'Owner', 90],
  ['industry', '行业', 'Industry', 110],
  ['source', '来源', 'Source', 110],
  ['region', '地区', 'Region', 160],
  ['tags', '标签', 'Tags', 140],
  ['phone', '电话', 'Phone', 130],
  ['email', '邮箱', 'E-mail', 180],
  ['address', '地址', 'Address', 240],
  ['createdAt', '创建时间', 'Created', 130],
  ['updatedAt', '最近修改', 'Last change', 130],
  ['claimedAt', '领用时间', 'Claimed', 130],
  ['lastInteractionAt', '最近交往', 'Last interaction', 130],
  ['nextStepOn', '下一步日期', 'Next step on', 100],
] as const satisfies readonly (readonly [Listed, string, string, number])[];

type Chosen = (customer: Customer, label: (id: number | null) => string | null) => CellValue;

const others = [
  ['fax', '传真', 'Fax', 'text', 130, (row) => row.fax],
  ['postcode', '邮编', 'Postcode', 'text', 70, (row) => row.postcode],
  ['website', '网址', 'Web site', 'text', 180, (row) => row.website],
  ['taxNumber', '统一社会信用代码', 'Tax number', 'text', 170, (row) => row.taxNumber],
  ['bank', '开户行', 'Bank', 'text', 180, (row) => row.bank],
  ['bankAccount', '银行账号', 'Bank account', 'text', 180, (row) => row.bankAccount],
  ['legalFormId', '企业性质', 'Legal form', 'text', 110, (row, label) => label(row.legalFormId)],
  ['sizeId', '规模', 'Size', 'text', 90, (row, label) => label(row.sizeId)],
  ['revenueFen', '年营业额（元）', 'Yearly revenue (¥)', 'money', 120, (row) => row.revenueFen],
  ['foundedOn', '成立日期', 'Founded', 'date', 100, (row) => row.foundedOn],
  ['parentId', '上级公司', 'Parent company', 'text', 200, (row) => row.parentName],
  ['lastDealOn', '最近成交', 'Last deal', 'date', 100, (row) => row.lastDealOn],
  ['remark', '备注', 'Remark', 'text', 260, (row) => row.remark],
] as const satisfies readonly (readonly [Other, string, string, CellKind, number, Chosen])[];

/** The keys of the sheet with their headings, in its order: those of the window's own labels. */
export const folderHeadings: readonly (readonly [key: Listed | Other, zh: string, en: string])[] = [
  ...listed.map(([key, zh, en]) => [key, zh, en] as const),
  ...others.map(([key, zh, en]) => [key, zh, en] as const),
];

/** The columns of the sheet that holds everything of one customer. */
export async function folderCells(inquiry: Inquiry, language: Language): Promise<readonly Cells<Customer>[]> {
  const heading = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  const labels = new Map((await listChoices(inquiry.db)).map(({ id, label }) => [id, label]));
  const label = (id: number | null) => (id === null ? null : (labels.get(id) ?? null));
  const custom = (await listCustomFields(inquiry.db)).map(({ id, label: title }) => {
    return { key: `custom:${id}`, title, width: 120 } as const;
  });
  const asked = listed.map(([key, zh, en, width]) => ({ key, title: heading(zh, en), width }));
  const cells = await customerCells(inquiry, [...asked, ...custom], exportWords[language]);
  const own = others.map(([key, zh, en, kind, width, cell]): Cells<Customer> => {
    const chosen: Chosen = cell;
    return { key, title: heading(zh, en), kind, width, cell: (customer) => chosen(customer, label) };
  });
  return [...cells.slice(0, listed.length), ...own, ...cells.slice(listed.length)];
}
