import process from 'node:process';
import type { FromProgram, ToProgram } from './wire.ts';

/** The program's end of the line to the test: messages both ways, and questions that wait for their answer. */
const questions = new Map<number, (value: unknown) => void>();
let lastQuestion = 0;

type Handlers = {
  [Type in Exclude<ToProgram['type'], 'answer'>]?: (message: Extract<ToProgram, { type: Type }>) => void;
};

const handlers: Handlers = {};

process.on('message', (message: ToProgram) => {
  if (message.type === 'answer') {
    questions.get(message.ask)?.(message.value);
    questions.delete(message.ask);
    return;
  }
  (handlers[message.type] as ((message: ToProgram) => void) | undefined)?.(message);
});
// A test that ends takes its program along.
process.on('disconnect', () => process.exit(1));

export function tell(message: FromProgram, sent?: () => void): void {
  process.send?.(message, undefined, {}, () => sent?.());
}

export function on<Type extends keyof Handlers>(type: Type, handler: NonNullable<Handlers[Type]>): void {
  handlers[type] = handler;
}

export function ask<T>(question: (ask: number) => FromProgram): Promise<T> {
  lastQuestion += 1;
  const id = lastQuestion;
  return new Promise((resolve) => {
    questions.set(id, (value) => resolve(value as T));
    tell(question(id));
  });
}

export function reply(question: number, value: unknown): void {
  tell({ type: 'answer', ask: question, value });
}
