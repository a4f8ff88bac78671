import { describeQuestion } from './describe-question.ts';
import { exportWords } from './export-words.ts';
import { goOn, type Task } from './export-work.ts';
import { atOnceLimit, type ExportInput } from './exports.contract.ts';
import { produce, type Production } from './produce.ts';

/** A list as it stands on the screen, as one table. */
export function tableTask({ what, format, language }: ExportInput): Task {
  const words = exportWords[language];
  return {
    noun: what.noun,
    format,
    write: (run) => {
      const { services, actor, exportId, work } = run;
      return services.snapshot(async (db) => {
        const inquiry = { services, actor, db };
        const production: Production = await produce(inquiry, what, words);
        work.expected = production.expected;
        work.leftOut = production.leftOut;
        const { count, more } = production.expected ?? { count: 0, more: true };
        const large = more || count > atOnceLimit;
        const { columns } = production;
        const file = await services.exportFiles.create(exportId, format, {
          sheet: words.sheets[what.noun],
          columns,
        });
        try {
          for await (const { rows, leftOut } of production.pieces) {
            goOn(run);
            await file.rows(rows);
            work.rows += rows.length;
            work.leftOut = { ...work.leftOut, count: work.leftOut.count + leftOut };
            if (large && work.rows > atOnceLimit) run.answer();
          }
          const bytes = await file.finish();
          const question = await describeQuestion(inquiry, what);
          return { bytes, logged: { columns: columns.map(({ title }) => title), question } };
        } catch (error) {
          await file.abort();
          throw error;
        }
      });
    },
  };
}
