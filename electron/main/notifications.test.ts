import { EventEmitter } from 'node:events';
import type { MessagePortMain, WebContents } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import type { NoticeRequest } from '../shared/native-api.ts';
import { createNotifier, readRequest } from './notifications.ts';

interface Shown extends EventEmitter {
  readonly options: { readonly title: string; readonly actions?: readonly { readonly text: string }[] };
}
const system = vi.hoisted(() => ({ shown: [] as Shown[] }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  return {
    Notification: class extends Emitter {
      static isSupported = () => true;
      readonly options: Shown['options'];
      constructor(options: Shown['options']) {
        super();
        this.options = options;
      }
      show() {
        system.shown.push(this as unknown as Shown);
      }
    },
  };
});

class Port extends EventEmitter {
  readonly answers: unknown[] = [];
  start() {}
  postMessage(text: string) {
    this.answers.push(JSON.parse(text));
  }
  ask(request: Partial<NoticeRequest>) {
    const whole = {
      key: 'notice 1',
      title: '标题',
      body: '',
      path: '/customers/1',
      snooze: null,
      ...request,
    };
    this.emit('message', { data: JSON.stringify(whole) });
  }
}

let raised: unknown[];
let opened: string[];
beforeEach(() => {
  system.shown.length = 0;
  raised = [];
  opened = [];
});
const notifier = (actions: boolean) => {
  const take = createNotifier({
    actions,
    raise: (page) => raised.push(page),
    openAt: (path) => opened.push(path),
  });
  return (name: string) => {
    const port = new Port();
    const page = { name };
    take(port as unknown as MessagePortMain, page as unknown as WebContents);
    return { port, page };
  };
};

test('however many windows ask, one notification is shown, and a click leads to one of them', () => {
  const open = notifier(false);
  const [one, two] = [open('one'), open('two')];
  one.port.ask({});
  two.port.ask({});
  two.port.ask({ key: 'notice 2' });
  expect(system.shown.length).toBe(2);
  system.shown[0]!.emit('click');
  expect(raised).toEqual([one.page]);
  expect(one.port.answers).toEqual([{ key: 'notice 1', path: '/customers/1', answer: 'open' }]);
  expect(two.port.answers).toEqual([]);
});

test('the window that asked is closed: another one answers, and with none left a new one opens', () => {
  const open = notifier(false);
  const [one, two] = [open('one'), open('two')];
  one.port.ask({});
  one.port.emit('close');
  system.shown[0]!.emit('click');
  expect(raised).toEqual([two.page]);
  two.port.emit('close');
  system.shown[0]!.emit('click');
  expect(opened).toEqual(['/customers/1']);
});

test('a reminder is put off by its action where the system has actions', () => {
  const { port } = notifier(true)('one');
  port.ask({ key: 'reminder 7 x', snooze: '10 分钟后提醒' });
  expect(system.shown[0]!.options.actions).toMatchObject([{ text: '10 分钟后提醒' }]);
  system.shown[0]!.emit('action');
  expect(port.answers).toMatchObject([{ key: 'reminder 7 x', answer: 'snooze' }]);
  expect(raised).toEqual([]);
  notifier(false)('two').port.ask({ key: 'reminder 7 x', snooze: '10 分钟后提醒' });
  expect(system.shown[1]!.options.actions).toBeUndefined();
});

test.each([
  null,
  42,
  'no JSON',
  '{}',
  JSON.stringify({ key: 'a', title: 't', body: '', path: 'https://evil.example/', snooze: null }),
  JSON.stringify({ key: 'a', title: 't', body: '', path: '//evil.example', snooze: null }),
  JSON.stringify({ key: 'a', title: 't', body: 'b'.repeat(501), path: '/', snooze: null }),
  JSON.stringify({ key: 'a', title: 't', body: '', path: '/', snooze: null, icon: 'file:///etc/passwd' }),
])('what no page of the program says is not shown: %j', (data) => {
  expect(readRequest(data)).toBeNull();
});
