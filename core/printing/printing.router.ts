import { owning, reading, writing } from '../rpc/procedure.ts';
import { AppError } from '../shared/errors.ts';
import { gatherAddresses } from './addresses.ts';
import { gatherCard, gatherInteractions, gatherRows } from './gather.ts';
import { loadPrintSetup, savePrintSetup } from './print-setup.ts';
import { recordPrint } from './record-print.ts';

export const printingRouter = {
  rows: owning.printing.rows.handler(({ context: { services, actor }, input: { what, language } }) => {
    // What was said is printed as it was said, and not in a table.
    if (what.noun === 'interactions') throw new AppError('invalidInput', {}, { field: 'what' });
    return gatherRows(services, actor, what, language);
  }),
  interactions: owning.printing.interactions.handler(({ context: { services, actor }, input }) =>
    gatherInteractions(services, actor, input.question),
  ),
  card: owning.printing.card.handler(({ context: { services, actor }, input }) =>
    gatherCard(services, actor, input),
  ),
  addresses: owning.printing.addresses.handler(({ context: { services, actor }, input: { what, to } }) => {
    if (what.noun !== 'contacts') throw new AppError('invalidInput', {}, { field: 'what' });
    return gatherAddresses(services, actor, { what, to });
  }),
  setup: reading.printing.setup.handler(({ context }) => loadPrintSetup(context.db)),
  saveSetup: writing.printing.saveSetup.handler(({ context, input }) => savePrintSetup(context, input)),
  printed: owning.printing.printed.handler(({ context: { services, actor }, input }) =>
    recordPrint(services, actor, input),
  ),
};
