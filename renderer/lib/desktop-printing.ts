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

const isBytes = (value: unknown): value is Uint8Array<ArrayBuffer> => value instanceof Uint8Array;
const isAnswer = (value: unknown): value is PrintAnswer =>
  value === 'done' || value === 'cancelled' || value === 'failed';

type Answer = PrintAnswer | Uint8Array<ArrayBuffer>;

async function orderFrom(pieces: readonly string[], order: PrintOrder): Promise<Exclude<Answer, 'failed'>> {
  const { port1, port2 } = new MessageChannel();
  try {
    const answered = new Promise<Answer>((resolve) => {
      port1.addEventListener('message', ({ data }) =>
        resolve(isAnswer(data) || isBytes(data) ? data : 'failed'),
      );
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

/** Has the desktop program print a document, or save it as a PDF file where the person says. Throws `printFailed`. */
export async function printInDesktop(
  pieces: readonly string[],
  order: PrintOrder & { readonly way: 'pdf' | 'printer' },
): Promise<'done' | 'cancelled'> {
  const answer = await orderFrom(pieces, order);
  if (typeof answer !== 'string') throw new AppError('printFailed');
  return answer;
}

/** Has the desktop program make a PDF of a document. Throws `printFailed`. */
export async function pdfInDesktop(pieces: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await orderFrom(pieces, { way: 'bytes', copies: 1, name: '' });
  if (typeof answer === 'string') throw new AppError('printFailed');
  return answer;
}
