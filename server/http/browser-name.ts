const browsers = [
  ['MicroMessenger', 'WeChat'],
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;

const systems = [
  ['Windows', 'Windows'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['Mac OS X', 'Mac'],
  ['Linux', 'Linux'],
] as const;

/** What the operation log and the list of sign-ins call a browser: `Edge · Windows`. Proves nothing; it only helps people to recognise their own. */
export function browserName(userAgent: string | undefined): string {
  const agent = userAgent ?? '';
  const browser = browsers.find(([mark]) => agent.includes(`${mark}/`))?.[1];
  const system = systems.find(([mark]) => agent.includes(mark))?.[1];
  return [browser ?? 'HTTP', system].filter(Boolean).join(' · ');
}
