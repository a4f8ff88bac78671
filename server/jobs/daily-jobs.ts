import { Cron } from 'croner';
import { returnOverdue } from '#core/protection/index.ts';
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
 * Starts what the office does by itself every day: the automatic return of spec §3.4. A run that fails is in the log and
 * is made up for by the next.
 */
export function startDailyJobs(services: Services, afterOpening = afterOpeningMs): Jobs {
  let stopped = false;
  let running: Promise<void> | null = null;
  const run = () => {
    running ??= returnOverdue(services, () => stopped)
      .then(
        (report) => {
          if (report.returned + report.warned > 0) services.log.info('automatic return', { ...report });
        },
        (error: unknown) => {
          services.log.error('the automatic return failed', {
            error: error instanceof Error ? (error.stack ?? error.message) : String(error),
          });
        },
      )
      .finally(() => {
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
