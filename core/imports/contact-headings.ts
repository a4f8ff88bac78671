import { foldText } from '../shared/text.ts';
import { simplified } from './headings.ts';
import {
  contactSets,
  type ContactPart,
  type ContactTarget,
  type ImportTarget,
} from './import-plan.contract.ts';

const words = (text: string) => text.split(' ');

/** What stands above the columns of contacts, folded, without the number of the set and without 联系人 in front. */
const partWords: Readonly<Record<ContactPart, readonly string[]>> = {
  name: words('姓名 名称 名字 name'),
  mobile: words('手机 手机号 手机号码 移动电话 移动号码 mobile mobilephone cellphone cell'),
  phone: words('电话 联系电话 联系方式 电话号码 座机 办公电话 直线 固话 phone tel telephone phonenumber'),
  email: words('邮箱 电子邮箱 电子邮件 邮件 邮箱地址 email mail emailaddress'),
  position: words('职务 职位 岗位 头衔 jobtitle title position job'),
  department: words('部门 所属部门 科室 department dept'),
  wechat: words('微信 微信号 wechat weixin'),
  qq: words('qq qq号 qq号码'),
  gender: words('性别 gender sex'),
  birthday: words('生日 出生日期 出生年月日 birthday dateofbirth'),
  address: words('地址 家庭住址 住址 address'),
  remark: words('备注 remark note notes'),
};
/** What means a contact all by itself. */
const personWords = words(
  '联系人 联系人姓名 联系人名称 主联系人 主要联系人 首要联系人 客户联系人 对接人 经办人 contact contactname contactperson',
);
/** Said of the customer where it is not plainly said of a contact. */
const ofCustomer: readonly ContactPart[] = ['phone', 'email', 'address', 'remark'];

const ordinals: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, '1': 1, '2': 2, '3': 3 };

interface Understood {
  readonly part: ContactPart;
  /** 联系人2, 第二联系人; null where it says no number. */
  readonly set: number | null;
  /** It says that it is about a contact. */
  readonly plain: boolean;
}

function understood(heading: string): Understood | null {
  const folded = simplified(foldText(heading.replace(/[（(【[].*?[)）】\]]/g, '')));
  const number = /第?([一二三1-3])/.exec(folded)?.[1];
  const bare = folded.replace(/第?[一二三1-3]/, '');
  const set = number === undefined ? null : (ordinals[number] ?? null);
  if (personWords.includes(bare)) return { part: 'name', set, plain: true };
  const inner = personWords.find((word) => bare.startsWith(word) && bare.length > word.length);
  const rest = inner === undefined ? bare : bare.slice(inner.length).replace(/^的/, '');
  for (const [part, known] of Object.entries(partWords) as [ContactPart, readonly string[]][]) {
    if (!known.includes(rest)) continue;
    if (part === 'name' && inner === undefined && !/^(?:姓名|名字)$/.test(rest)) return null;
    return { part, set, plain: inner !== undefined || part === 'name' };
  }
  return null;
}

interface HeadedColumn {
  readonly index: number;
  readonly heading: string;
}

/**
 * Which columns are about contacts. In a file of contacts all that can be; in one of customers what says so, and what stands beside a
 * contact: 联系人 and 电话 behind it. Columns of one heading that come again are the next contact.
 */
export function guessContacts(
  columns: readonly HeadedColumn[],
  what: 'customers' | 'contacts',
): ReadonlyMap<number, ContactTarget> {
  const seen = columns.map(({ index, heading }) => ({ index, found: understood(heading) }));
  const found = new Map<number, ContactTarget>();
  const people = seen.filter((column) => column.found?.part === 'name' && column.found.plain);
  if (people.length === 0) return found;
  const taken = new Set<string>();
  const most = what === 'contacts' ? 1 : contactSets;
  let last: { set: number; index: number } | null = null;
  for (const { index, found: one } of seen) {
    if (one === null) continue;
    const beside: boolean = last !== null && index - last.index <= 2;
    if (what === 'customers' && !one.plain && one.set === null) {
      // Before the first contact, and words that customers have too, are the customer's.
      if (last === null || (ofCustomer.includes(one.part) && !(one.part === 'phone' && beside))) continue;
    }
    let set: number = one.set ?? (one.part === 'name' ? 1 : (last?.set ?? 1));
    while (set <= most && taken.has(`${set} ${one.part}`)) set++;
    if (set > most) continue;
    taken.add(`${set} ${one.part}`);
    if (one.part === 'name') last = { set, index };
    found.set(index, `contact${set as 1 | 2 | 3}.${one.part}`);
  }
  return found;
}

/** Whether the headings are those of a list of contacts: 姓名 beside a customer, and nothing that only customers have. */
export function isContactList(
  columns: readonly HeadedColumn[],
  fields: ReadonlyMap<number, ImportTarget>,
): boolean {
  const parts = columns.flatMap(({ heading }) => understood(heading)?.part ?? []);
  const customerOnly = ['industry', 'source', 'taxNumber', 'status', 'level', 'legalForm', 'bank'];
  const customer = [...fields.values()].some((field) => customerOnly.includes(field));
  const person = columns.some(({ heading }) =>
    /^(?:姓名|联系人姓名|fullname|contactname)$/.test(foldText(heading)),
  );
  return person && !customer && new Set(parts).size >= 3;
}
