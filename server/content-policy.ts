/**
 * What a page of the program may load and do: its own files, and nothing from elsewhere. Mantine writes its sizes as
 * inline styles, hence the one `unsafe-inline`. Used by the HTTP door and by the desktop program's own scheme.
 */
export const pagePolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'none'"],
} as const;

/** The policy as the value of one `Content-Security-Policy` header. */
export function pagePolicyHeader(): string {
  return Object.entries(pagePolicy)
    .map(([name, sources]) => `${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)} ${sources.join(' ')}`)
    .join('; ');
}
