import { createTestApp, silentLog, testPassword } from '#testing/app/create-test-app.ts';
import { createClock } from '#server/platform/clock.ts';
import { openHttpDoor } from './http/door.ts';
const app = await createTestApp({ clock: createClock() as never });
const http = await openHttpDoor({ host: '127.0.0.1', port: 0, office: app.office, rendererDir: '/tmp/kechi-work/renderer', log: silentLog } as never);
process.stdout.write(JSON.stringify({ url: http.url, port: http.port, password: testPassword, dir: app.dataDir }) + '\n');
process.on('SIGTERM', async () => { await http.close(); await app.close(); process.exit(0); });
