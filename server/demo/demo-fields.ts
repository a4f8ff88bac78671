import { createCustomField } from '#core/custom-fields/index.ts';
import type { CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import type { CustomerFields } from '#core/customers/customers.contract.ts';
import type { Change } from '#core/rpc/context.ts';
import { createRandom } from './random.ts';
import { trades } from './words.ts';

const seed = 7;
const traits = ['价格敏感', '重视交期', '回款快', '要求账期', '需要样品', '决策慢'];

/** Fills the values of the demo office's own fields for some customers: the same ones each time. */
export type DemoValues = (fields: CustomerFields) => CustomerFields['custom'];

/** Adds the three fields that a trading company would want to know of its customers (spec §3). */
export async function addDemoFields(
  change: Change,
  industryOf: (industryId: number) => string,
): Promise<DemoValues> {
  const add = (field: Pick<CustomField, 'kind' | 'label' | 'hint'>, options: readonly string[] = []) =>
    createCustomField(change, { ...field, required: false, options });
  const product = await add({ kind: 'text', label: '主营产品', hint: '客户自己生产或销售什么' });
  const purchases = await add({ kind: 'money', label: '年采购额', hint: '每年向同行采购的大致金额' });
  const trait = await add({ kind: 'choices', label: '客户特点', hint: null }, traits);
  const random = createRandom(seed);
  return ({ type, industryId, status }) => {
    const known = status === 'deal' || status === 'interested';
    const custom: CustomerFields['custom'] = {};
    if (type === 'person' || !random.chance(known ? 0.8 : 0.3)) return custom;
    const words = trades.find(([industry]) => industry === industryOf(industryId))?.[1] ?? ['日用百货'];
    const products = [...new Set([random.pickSkewed(words), random.pick(words)])];
    custom[product.id] = products.join('、');
    if (random.chance(0.7)) custom[purchases.id] = (5 + random.int(400)) * 1_000_000;
    if (random.chance(0.6)) {
      const chosen = [random.pickSkewed(trait.options).id, random.pick(trait.options).id];
      custom[trait.id] = [...new Set(chosen)].toSorted((a, b) => a - b);
    }
    return custom;
  };
}
