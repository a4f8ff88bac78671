const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const digit = (value: bigint) => digits[Number(value)] ?? '';

/** Largest amount in fen that bills are written for: a hundred million million yuan. */
const largest = 10n ** 16n;

/** Below ten thousand; nothing for zero. */
function tens(value: bigint): string {
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1000n, '仟'],
    [100n, '佰'],
    [10n, '拾'],
    [1n, ''],
  ] as const) {
    const here = (value / unit) % 10n;
    if (here === 0n) gap = text !== '';
    else {
      text += `${gap ? '零' : ''}${digit(here)}${name}`;
      gap = false;
    }
  }
  return text;
}

/** A head and a tail that is written with so many places: a zero in the tail's first place is said once. */
function joined(head: string, unit: string, tail: bigint, places: bigint, words: (value: bigint) => string) {
  if (tail === 0n) return `${head}${unit}`;
  return `${head}${unit}${tail < places / 10n ? '零' : ''}${words(tail)}`;
}

function myriads(value: bigint): string {
  if (value < 10_000n) return tens(value);
  return joined(tens(value / 10_000n), '万', value % 10_000n, 10_000n, tens);
}

function whole(value: bigint): string {
  if (value < 100_000_000n) return myriads(value);
  return joined(whole(value / 100_000_000n), '亿', value % 100_000_000n, 100_000_000n, myriads);
}

/**
 * An amount in Chinese capitals as bills carry it (支付结算办法, annex 1), without 人民币: `123450n` fen is
 * 壹仟贰佰叁拾肆元伍角. Where the rules allow two forms: a zero at the last place of yuan is said before jiao
 * (捌拾元零叁角), none after 万 before 仟 (壹拾万柒仟); 整 stands after yuan, not after jiao. Throws RangeError beyond
 * ±10¹⁶ fen.
 */
export function amountInCapitals(fen: bigint): string {
  const amount = fen < 0n ? -fen : fen;
  if (amount > largest) throw new RangeError(`not an amount for a bill: ${fen}`);
  if (amount === 0n) return '零元整';
  const yuan = amount / 100n;
  const jiao = (amount / 10n) % 10n;
  const cents = amount % 10n;
  const sign = fen < 0n ? '负' : '';
  const head = yuan === 0n ? '' : `${whole(yuan)}元`;
  if (jiao === 0n && cents === 0n) return `${sign}${head}整`;
  const gap = head !== '' && (jiao === 0n || yuan % 10n === 0n) ? '零' : '';
  const tail = `${jiao === 0n ? '' : `${digit(jiao)}角`}${cents === 0n ? '' : `${digit(cents)}分`}`;
  return `${sign}${head}${gap}${tail}`;
}
