import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH } from '../paths';
import { freePort, startServer } from '../processes';
import type { Contestant } from './contestant';
import { copyPeer } from './peer-copy';
import { onlyRoutes } from './requests';

/** Architect's sandbox with the same bundle: `GET /faq` alone, a process per request. */
export function architect(functions: string): Contestant {
  return {
    name: '@architect/sandbox',
    role: 'peer',
    async start() {
      const folder = copyPeer('architect');
      const handler = join(folder, 'src/http/get-faq');
      mkdirSync(handler, { recursive: true });
      cpSync(join(functions, 'faq/index.js'), join(handler, 'index.js'));
      const port = await freePort();
      const url = `http://127.0.0.1:${String(port)}`;
      const running = await startServer(
        {
          file: process.execPath,
          args: [
            join(BENCH, 'node_modules/@architect/sandbox/src/cli/cli.js'),
            `--port=${String(port)}`,
            '--quiet',
          ],
          cwd: folder,
          env: { ARC_HOST: '127.0.0.1' },
        },
        () => `${url}/faq`,
      );
      return { ...running, request: onlyRoutes(['GET /faq'], url) };
    },
  };
}
