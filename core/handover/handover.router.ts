import { reading, writing } from '../rpc/procedure.ts';
import { listHandovers, listLeavers, overviewOf, previewHandover, recordsOf, sheetOf } from './queries.ts';
import { runHandover } from './run-handover.ts';
import { undoHandover } from './undo-handover.ts';

export const handoverRouter = {
  people: reading.handover.people.handler(({ context }) => listLeavers(context)),
  overview: reading.handover.overview.handler(({ context, input }) => overviewOf(context, input.personId)),
  records: reading.handover.records.handler(({ context, input }) => recordsOf(context, input)),
  preview: reading.handover.preview.handler(({ context, input }) => previewHandover(context, input)),
  run: writing.handover.run.handler(({ context, input }) => runHandover(context, input)),
  list: reading.handover.list.handler(({ context }) => listHandovers(context)),
  sheet: reading.handover.sheet.handler(({ context, input }) => sheetOf(context, input)),
  undo: writing.handover.undo.handler(({ context, input }) => undoHandover(context, input.id)),
};
