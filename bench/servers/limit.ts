import { join } from 'node:path';
import { BENCH, ROOT } from '../paths';
import { freePort, startServer } from '../processes';
import type { Contestant } from './contestant';
import { requestsOf } from './requests';

/** `node:http` around the handlers: in the same thread, or in a worker thread each. */
export function limit(kind: 'node-http' | 'worker-thread', functions: string): Contestant {
  return {
    name: kind === 'node-http' ? 'bare node:http' : 'bare worker thread',
    role: 'limit',
    async start() {
      const url = `http://127.0.0.1:${String(await freePort())}`;
      const running = await startServer(
        {
          file: process.execPath,
          args: [join(BENCH, 'limits', `${kind}.mjs`), functions, new URL(url).port],
          cwd: ROOT,
        },
        () => `${url}/faq`,
      );
      return { ...running, request: requestsOf({ url, apiKey: '', token: '' }) };
    },
  };
}
