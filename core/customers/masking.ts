const HIDDEN = '****';

/** Characters shown of a number: enough to recognise what one knows, the middle never. */
function maskNumber(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  const home = digits.replace(/^(?:00)?86(?=1\d{10}$)/, '');
  if (/^1\d{10}$/.test(home)) return `${home.slice(0, 3)}${HIDDEN}${home.slice(-4)}`;
  const landline = /^(0(?:10|2\d|[3-9]\d\d))\d{3,4}(\d{4})/.exec(digits);
  if (landline !== null) return `${landline[1] ?? ''}-${HIDDEN}${landline[2] ?? ''}`;
  // At most a third stays readable.
  const shown = Math.min(4, Math.floor(digits.length / 3));
  return digits.length <= 4 ? HIDDEN : `${HIDDEN}${digits.slice(-shown)}`;
}

/**
 * `13812345678` → `138****5678`, `0755-88884321` → `0755-****4321`; several numbers each. Names and extensions beside the numbers go
 * too. '' stays ''. For spec §3.7; what is masked must never leave the service unmasked beside it.
 */
export function maskPhone(text: string): string {
  const parts = text.split(/[/;,、|\n；，／｜]+/).map((part) => part.trim());
  const filled = parts.filter((part) => part !== '');
  return filled.map(maskNumber).join(' / ');
}

/** `zhangsan@x.com` → `z***@x.com`; several addresses each; what is no address is hidden like other text. */
export function maskEmail(text: string): string {
  const parts = text.split(/[;,；，、\s]+/).filter((part) => part !== '');
  return parts
    .map((part) => {
      const at = part.lastIndexOf('@');
      if (at < 1) return maskText(part);
      const first = /^.(?=..)/su.exec(part.slice(0, at))?.[0] ?? '';
      return `${first}***${part.slice(at)}`;
    })
    .join('; ');
}

/** `https://www.example.com/about` → `****.com`: the last label of the host only; what is no address is hidden like other text. */
export function maskUrl(text: string): string {
  const host = /^(?:[a-z]+:\/\/)?([^\s/?#:@]+)/i.exec(text.trim())?.[1] ?? '';
  const label = /[^.]\.(\p{L}{2,6})$/u.exec(host)?.[1];
  return label === undefined ? maskText(text) : `${HIDDEN}.${label}`;
}

/** The first six characters, which mostly tell the region (at most half of a short address). */
export function maskAddress(text: string): string {
  return maskTail(text, 6, 2);
}

/** Any other contact data (WeChat, QQ, account): the first character. */
export function maskText(text: string): string {
  return maskTail(text, 1, 5);
}

function maskTail(text: string, shown: number, share: number): string {
  const chars = [...text.trim()];
  if (chars.length === 0) return '';
  if (chars.length <= 4) return HIDDEN;
  return `${chars.slice(0, Math.min(shown, Math.floor(chars.length / share))).join('')}${HIDDEN}`;
}
