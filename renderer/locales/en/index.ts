import attachments from './attachments.json';
import common from './common.json';
import conditions from './conditions.json';
import contacts from './contacts.json';
import customFields from './custom-fields.json';
import customers from './customers.json';
import exports from './exports.json';
import handover from './handover.json';
import duplicates from './duplicates.json';
import imports from './imports.json';
import interactions from './interactions.json';
import list from './list.json';
import merging from './merging.json';
import notices from './notices.json';
import operations from './operations.json';
import people from './people.json';
import printing from './printing.json';
import protection from './protection.json';
import recycling from './recycling.json';
import session from './session.json';
import settings from './settings.json';
import sharing from './sharing.json';
import views from './views.json';

export const en = {
  attachments,
  common,
  session,
  people,
  settings,
  customers,
  customFields,
  contacts,
  exports,
  handover,
  duplicates,
  imports,
  interactions,
  list,
  merging,
  recycling,
  notices,
  operations,
  sharing,
  printing,
  protection,
  conditions,
  views,
};
export type Words = typeof en;
