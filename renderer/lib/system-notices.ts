import type {
  NoticeAnswer,
  NoticeRequest,
  noticesMessage as agreedWord,
} from '#electron/shared/native-api.ts';

/** The word with which the preload knows the port; the compiler holds the two equal. */
const noticesMessage: typeof agreedWord = 'kechi:notices';

/** Whether the program around this page can have the system show something: the desktop program, never a browser. */
export const showsSystemNotices = (): boolean => window.kechi !== undefined;

const isAnswer = (value: unknown): value is NoticeAnswer =>
  typeof value === 'object' && value !== null && 'key' in value && 'path' in value && 'answer' in value;

export interface SystemNotices {
  show(request: NoticeRequest): void;
  close(): void;
}

/** A channel to the desktop program; what the person does with a notice comes back through it. */
export function openSystemNotices(onAnswer: (answer: NoticeAnswer) => void): SystemNotices {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', ({ data }) => {
    const answer: unknown = typeof data === 'string' ? JSON.parse(data) : null;
    if (isAnswer(answer)) onAnswer(answer);
  });
  port1.start();
  window.postMessage(noticesMessage, location.origin, [port2]);
  return {
    show: (request) => port1.postMessage(JSON.stringify(request)),
    close: () => port1.close(),
  };
}
