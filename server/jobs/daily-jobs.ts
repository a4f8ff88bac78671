import { Cron } from 'croner';
import { cleanStoredFiles, sweepUploads } from '#core/attachments/index.ts';
import { sweepExports } from '#core/exports/index.ts';
import { returnOverdue } from '#core/protection/index.ts';
import { emptyRecycleBin } from '#core/recycling/index.ts';
import type { Services } from '#core/rpc/context.ts';

/** Shortly after the office's midnight: the day has begun on which customers fall back. */
const afterMidnight = '0 5 0 * * *';
/** After opening, so that a PC that was off or asleep at midnight catches up, when the first people have their lists. */
const afterOpeningMs = 20_000;

export interface Jobs {
  /** No run begins any more; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/**
 * Starts what the office does by itself every day: the automatic return of spec §3.4, emptying the recycle bin, removing
 * exported files, uploads that were given up, and stored files that nothing refers to any more. A run that fails is in the log and
 * is made up for by the next.
 */
export function startDailyJobs(services: Services, afterOpening = afterOpeningMs): Jobs {
  let stopped = false;
  let running: Promise<void> | null = null;
  const failed = (what: string) => (error: unknown) => {
    services.log.error(what, {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  };
  /** One after the other, each whether or not the one before it failed. */
  const each = async () => {
    await returnOverdue(services, () => stopped).then((report) => {
      if (report.returned + report.warned > 0) services.log.info('automatic return', { ...report });
    }, failed('the automatic return failed'));
    await emptyRecycleBin(services, () => stopped).then((gone) => {
      if (Object.values(gone).some((rows) => rows > 0)) services.log.info('recycle bin emptied', gone);
    }, failed('emptying the recycle bin failed'));
    await sweepExports(services).catch(failed('removing exported files failed'));
    await sweepUploads(services).catch(failed('removing unfinished uploads failed'));
    await cleanStoredFiles(services, () => stopped).then((gone) => {
      if (gone.count > 0) services.log.info('stored files removed', gone);
    }, failed('removing stored files failed'));
  };
  const run = () => {
    running ??= each().finally(() => {
      running = null;
    });
    return running;
  };
  const clock = new Cron(afterMidnight, { unref: true, protect: true }, run);
  const opening = setTimeout(() => void run(), afterOpening);
  opening.unref();
  return {
    async stop() {
      stopped = true;
      clock.stop();
      clearTimeout(opening);
      await running;
    },
  };
}
