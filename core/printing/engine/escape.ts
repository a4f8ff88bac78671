const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in elements and in quoted attributes; control characters, which paper cannot show, are left out. */
export function escapeHtml(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** Text as the value of `content` in a style sheet: whatever is not a plain letter or figure by its number. */
export function cssString(text: string): string {
  const written = [...text].map((sign) =>
    /[\p{L}\p{N} ]/u.test(sign) ? sign : `\\${(sign.codePointAt(0) ?? 32).toString(16)} `,
  );
  return `"${written.join('')}"`;
}
