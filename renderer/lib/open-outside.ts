import { AppError, toldError } from '#core/shared/errors.ts';
import type { OpenAnswer, OpenRequest, openFilesMessage as agreedWord } from '#electron/shared/native-api.ts';

/** The word with which the preload knows the port; the compiler holds the two equal. */
const openFilesMessage: typeof agreedWord = 'kechi:open-file';

/** Whether the program around this page can open a file with the PC's own program: the desktop program, never a browser. */
export const canOpenOutside: boolean = typeof window !== 'undefined' && window.kechi !== undefined;

const isAnswer = (value: unknown): value is OpenAnswer =>
  typeof value === 'object' && value !== null && 'code' in value;

/** Opens a version of an attached file with the program that the PC has for it. Throws its refusal. */
export function openOutside(versionId: number): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<void>((resolve, reject) => {
    port1.addEventListener('message', ({ data }) => {
      const answer: unknown = typeof data === 'string' ? JSON.parse(data) : null;
      port1.close();
      if (!isAnswer(answer)) reject(new AppError('unexpected'));
      else if (answer.code === null) resolve();
      else reject(toldError({ code: answer.code, params: answer.params }));
    });
    port1.addEventListener('close', () => reject(new AppError('hostAway')));
  });
  port1.start();
  port1.postMessage(JSON.stringify({ versionId } satisfies OpenRequest));
  window.postMessage(openFilesMessage, location.origin, [port2]);
  return answered;
}
