import { owning, reading } from '../rpc/procedure.ts';
import {
  cancelExport,
  exportPiece,
  exportStatus,
  listExports,
  putCard,
  startExport,
  startFolder,
} from './export-steps.ts';
import { countAsked } from './produce.ts';

export const exportsRouter = {
  preview: reading.exports.preview.handler(({ context, input }) => countAsked(context, input)),
  start: owning.exports.start.handler(({ context: { services, actor }, input }) =>
    startExport(services, actor, input),
  ),
  putCard: owning.exports.putCard.handler(({ context: { services, actor }, input }) =>
    putCard(services, actor, input),
  ),
  startFolder: owning.exports.startFolder.handler(({ context: { services, actor }, input }) =>
    startFolder({ services, actor, db: services.db }, input),
  ),
  status: reading.exports.status.handler(({ context: { services, actor }, input }) =>
    exportStatus(services, actor, input.exportId),
  ),
  list: reading.exports.list.handler(({ context: { services, actor } }) => listExports(services, actor)),
  cancel: owning.exports.cancel.handler(({ context: { services, actor }, input }) =>
    cancelExport(services, actor, input.exportId),
  ),
  piece: owning.exports.piece.handler(({ context: { services, actor }, input }) =>
    exportPiece(services, actor, input.exportId, input.offset),
  ),
};
