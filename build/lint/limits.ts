/** Lines in a file. Migrations, which may not be touched, have no limit. */
export const sizes = {
  question: 250,
  fail: 400,
  failTest: 600,
  unlimited: ['db/migrations/**'],
} as const;

/** Words the glossary has another word for. Code and sentences alike. */
export const words: readonly {
  readonly pattern: RegExp;
  readonly instead: string;
  readonly within: readonly string[];
}[] = [
  {
    pattern: /acquir|\bgrab(s|bed)?\b/i,
    instead: 'claim',
    within: ['core/**', 'renderer/**/*.{ts,tsx,json}', 'db/schema/**', 'db/migrations/**', 'docs/**'],
  },
  {
    pattern: /认领|抢占|领取客户/,
    instead: '领用',
    within: ['core/**', 'renderer/**', 'docs/**', 'README.md'],
  },
  { pattern: /公海/, instead: '客户池', within: ['core/**', 'renderer/**', 'docs/**', 'README.md'] },
  {
    pattern: /退回客户|退回公海|释放客户|放弃客户/,
    instead: '归还',
    within: ['core/**', 'renderer/**', 'docs/**', 'README.md'],
  },
  {
    pattern: /分配客户|分派客户/,
    instead: '指派',
    within: ['core/**', 'renderer/**', 'docs/**', 'README.md'],
  },
  {
    pattern: /salesm[ae]n\b|\bcustomer sea\b|takeAway|take away/i,
    instead: 'salesperson, customer pool, take back',
    within: ['core/**', 'renderer/**', 'db/schema/**', 'db/migrations/**', 'docs/**', 'README.md'],
  },
];
