/** Money is whole fen (1/100 yuan) in a safe integer; a float never holds an amount. */
export type Fen = number;

const AMOUNT = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$|^([+-]?)\.(\d+)$/;
const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Reads an amount as people write it: `1,234.5`, `¥1,234.50`, `-3`, `１２元`. null when it is no amount, has a fraction
 * of a fen, wrongly grouped thousands, or does not fit a safe integer of fen.
 */
export function parseYuan(text: string): Fen | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replaceAll('−', '-')
    .replace(/^([+-]?)(?:¥|CNY|RMB|人民币)([+-]?)/i, '$1$2')
    .replace(/元$/, '');
  const match = AMOUNT.exec(plain);
  if (!match) return null;
  const sign = match[1] ?? match[4] ?? '';
  const whole = (match[2] ?? '0').replaceAll(',', '');
  const fraction = (match[3] ?? match[5] ?? '').replace(/0+$/, '');
  if (fraction.length > 2) return null;
  const fen = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  if (fen > MAX) return null;
  return sign === '-' && fen !== 0n ? -Number(fen) : Number(fen);
}

/** `123450` → `¥1,234.50`, `-5` → `-¥0.05`. Throws RangeError on anything but a safe integer. */
export function formatYuan(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in whole fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${whole}.${digits.slice(-2)}`;
}
