import type { CustomerFields, CustomerStatus } from '#core/customers/customers.contract.ts';
import type { DemoName } from './demo-people.ts';
import type { Inventor } from './generate.ts';

/** Something that happens to a customer of the demo office. `day` counts down to today, 0. */
export type DemoStep = { readonly day: number; readonly customer: number } & (
  | {
      readonly does: 'create';
      readonly by: DemoName;
      readonly claim: boolean;
      readonly fields: CustomerFields;
    }
  | { readonly does: 'claim'; readonly by: DemoName }
  | { readonly does: 'return'; readonly by: DemoName; readonly reason: string }
  | { readonly does: 'takeBack'; readonly by: DemoName; readonly reason: string }
  | { readonly does: 'assign'; readonly by: DemoName; readonly to: DemoName; readonly reason: string }
  | { readonly does: 'update'; readonly by: DemoName; readonly change: Partial<CustomerFields> }
  | { readonly does: 'remove'; readonly by: DemoName; readonly reason: string }
);

const clerk: DemoName = '林静';
const businessOwner: DemoName = '周国华';
/** A few hold many: the first sells the longest. */
const sellers: readonly DemoName[] = ['李娜', '张伟', '王磊', '刘洋', '陈建国', '赵敏'];
const managerOf: Readonly<Partial<Record<DemoName, DemoName>>> = {
  李娜: '陈建国',
  王磊: '陈建国',
  张伟: '赵敏',
  刘洋: '赵敏',
  何平: '赵敏',
};

/** Days of the story; the office began so many days ago. */
export const storyDays = 420;
export const leavingDay = 35;
const customers = 400;

const next: Readonly<Partial<Record<CustomerStatus, CustomerStatus>>> = {
  potential: 'interested',
  interested: 'deal',
};

/** How one customer fares from the day it is owned by somebody. */
function* fate(
  inventor: Inventor,
  customer: number,
  owner: DemoName,
  from: number,
  status: CustomerStatus,
): Generator<DemoStep> {
  const { random } = inventor;
  let holder = owner;
  let day = from;
  let present = status;
  for (let turn = 0; turn < 3; turn++) {
    day -= 12 + random.int(90);
    if (day <= 0) return;
    const manager = managerOf[holder];
    const what = random.next();
    const then: CustomerStatus | undefined = next[present];
    if (what < 0.2 && then !== undefined) {
      present = then;
      yield {
        does: 'update',
        customer,
        day,
        by: holder,
        change: { status: then, level: then === 'deal' ? 'A' : 'B' },
      };
    } else if (what < 0.36) {
      yield {
        does: 'return',
        customer,
        day,
        by: holder,
        reason: random.pickSkewed(['长期无进展', '客户暂无需求', '不在我的区域', '联系不上']),
      };
      if (random.chance(0.5)) return;
      holder = random.pick(sellers.filter((name) => name !== holder));
      day -= 5 + random.int(30);
      yield { does: 'claim', customer, day, by: holder };
    } else if (what < 0.43 && manager !== undefined) {
      yield {
        does: 'takeBack',
        customer,
        day,
        by: manager,
        reason: random.pick(['长期未跟进', '跟进不力', '客户投诉']),
      };
      return;
    } else if (what < 0.52) {
      const to = random.pick(sellers.filter((name) => name !== holder));
      yield {
        does: 'assign',
        customer,
        day,
        by: businessOwner,
        to,
        reason: random.pick(['按区域指派', '人员调整', '客户要求']),
      };
      holder = to;
    }
  }
}

/** `first`: typed in by the clerk in the first days, in their order. */
function* life(
  inventor: Inventor,
  customer: number,
  fields: CustomerFields,
  first: boolean,
): Generator<DemoStep> {
  const { random } = inventor;
  // More at the start, when the old card index was typed in.
  const day = first
    ? storyDays - 3 - customer
    : Math.max(1, Math.floor(storyDays * random.next() ** 0.7) - 2);
  const seller: DemoName = day > leavingDay + 60 && random.chance(0.1) ? '何平' : random.pickSkewed(sellers);
  if (!first && random.chance(0.3)) {
    yield { does: 'create', customer, day, by: seller, claim: true, fields };
    yield* fate(inventor, customer, seller, day, fields.status);
  } else {
    yield { does: 'create', customer, day, by: clerk, claim: false, fields };
    const fresh = day - 1 - random.int(50);
    const what = random.next();
    if (fresh > 0 && what < 0.1) {
      yield { does: 'assign', customer, day: fresh, by: clerk, to: seller, reason: '按区域指派' };
      yield* fate(inventor, customer, seller, fresh, fields.status);
    } else if (fresh > 0 && what < 0.75) {
      yield { does: 'claim', customer, day: fresh, by: seller };
      yield* fate(inventor, customer, seller, fresh, fields.status);
    }
  }
  if (!first && random.chance(0.04)) {
    const reason = random.pick(['重复录入', '公司已注销', '测试数据']);
    yield { does: 'remove', customer, day: random.int(Math.min(day, 40)), by: clerk, reason };
  }
}

/** What an office has that chance does not bring: a group with its daughters, near-namesakes, figures that look wrong. */
function oddities(invent: () => CustomerFields): CustomerFields[] {
  const plain = (): CustomerFields => ({ ...invent(), type: 'company', taxNumber: null, tagIds: [] });
  return [
    { ...plain(), name: '苏州衡曜精密集团有限公司', shortName: '衡曜集团', status: 'deal', level: 'A' },
    { ...plain(), name: '衡曜（无锡）精密机械有限公司', shortName: '无锡衡曜' },
    { ...plain(), name: '苏州衡曜模具有限公司', shortName: '衡曜模具' },
    { ...plain(), name: '无锡市砚岭自动化设备有限公司', shortName: '砚岭自动化' },
    { ...plain(), name: '无锡砚岭自动化设备厂', shortName: null },
    { ...plain(), name: '𠮷野家纺（南通）有限公司', shortName: '𠮷野家纺' },
    {
      ...plain(),
      name: 'Lumi 照明电器（中山）有限公司',
      shortName: 'Lumi',
      website: 'https://www.lumi-lighting.example',
    },
    { ...plain(), name: '常州漾舟半导体有限公司', phone: '1381234567' },
    { ...plain(), name: '湖州青澜食品有限公司', phone: '88213456', email: 'sales@qinglan' },
    { ...plain(), name: '宁波弦庭照明电器有限公司', taxNumber: '91330203MA2AB3C45X' },
  ];
}

/** Customers of the group: daughters by place in the list, and the place of their parent. */
export const group = { parent: 0, daughters: [1, 2] } as const;

/** Everything that happened in the demo office, oldest first. */
export function demoStory(inventor: Inventor, nameKey: (name: string) => string): readonly DemoStep[] {
  const odd = oddities(() => inventor.customer());
  const seen = new Set<string>();
  const steps: DemoStep[] = [];
  for (let customer = 0; customer < customers;) {
    const fields = odd[customer] ?? inventor.customer();
    if (seen.has(nameKey(fields.name))) continue;
    seen.add(nameKey(fields.name));
    for (const step of life(inventor, customer, fields, customer < odd.length)) {
      if (step.day >= 0) steps.push(step);
    }
    customer++;
  }
  // Who left does nothing afterwards. Sorting is stable: of one day, what was told first comes first.
  return steps
    .filter((step) => !(step.by === '何平' && step.day <= leavingDay))
    .toSorted((a, b) => b.day - a.day);
}
