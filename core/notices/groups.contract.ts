import type { NoticeKind } from './notices.contract.ts';

/** What people switch system notifications on and off by; the bell lists everything. */
export const noticeGroups = [
  'reminders',
  'moves',
  'shares',
  'fallsBack',
  'extensions',
  'merges',
  'exports',
] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

/** To which group each kind belongs. */
export const groupOfNotice: Readonly<Record<NoticeKind, NoticeGroup>> = {
  takenBack: 'moves',
  assignedToYou: 'moves',
  assignedAway: 'moves',
  returnedForYou: 'moves',
  handedOver: 'moves',
  handoverTasks: 'moves',
  handoverShares: 'moves',
  handoverUndone: 'moves',
  broughtByImport: 'moves',
  importTakenOut: 'moves',
  shared: 'shares',
  shareChanged: 'shares',
  shareEnded: 'shares',
  shareAsked: 'shares',
  shareGranted: 'shares',
  shareRefused: 'shares',
  fallsBackSoon: 'fallsBack',
  fallsBackSoonMore: 'fallsBack',
  fellBack: 'fallsBack',
  fellBackMore: 'fallsBack',
  fellBackUndone: 'fallsBack',
  fellBackUndoneMore: 'fallsBack',
  extensionAsked: 'extensions',
  extensionGranted: 'extensions',
  extensionRefused: 'extensions',
  merged: 'merges',
  mergedAway: 'merges',
  mergeUndone: 'merges',
  exportReady: 'exports',
};
