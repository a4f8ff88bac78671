import type {
  PrintAnswer,
  printingMessage as agreedWord,
  PrintOrder,
  PrintPart,
} from '#electron/shared/native-api.ts';
import { AppError } from '#core/shared/errors.ts';

/** The word with which the preload knows the port; the compiler holds the two equal. */
const printingMessage: typeof agreedWord = 'kechi:printing';

/** Whether the program around this page prints by itself: the desktop program, never a browser. */
export const printsItself = (): boolean => window.kechi !== undefined;

const isAnswer = (value: unknown): value is PrintAnswer =>
  value === 'done' || value === 'cancelled' || value === 'failed';

/** Has the desktop program print a document, or save it as a PDF file where the person says. Throws `printFailed`. */
export async function printInDesktop(
  pieces: readonly string[],
  order: PrintOrder,
): Promise<'done' | 'cancelled'> {
  const { port1, port2 } = new MessageChannel();
  try {
    const answered = new Promise<PrintAnswer>((resolve) => {
      port1.addEventListener('message', ({ data }) => resolve(isAnswer(data) ? data : 'failed'));
      port1.addEventListener('close', () => resolve('failed'));
    });
    port1.start();
    window.postMessage(printingMessage, location.origin, [port2]);
    const send = (part: PrintPart) => port1.postMessage(JSON.stringify(part));
    for (const html of pieces) send({ html });
    send({ order });
    const answer = await answered;
    if (answer === 'failed') throw new AppError('printFailed');
    return answer;
  } finally {
    port1.close();
  }
}
