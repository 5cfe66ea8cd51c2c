import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths';
import { startServer } from '../processes';
import { copyAppWithoutLimits } from './app-copy';
import type { Contestant, Server } from './contestant';
import { readAccess, requestsOf } from './requests';

/** `npm start` on a copy of `cdktf.out` whose throttles a bench does not reach; stage `prod`, access log on. */
export function gatehouse(): Contestant {
  return {
    name: 'Gatehouse',
    role: 'ours',
    start: async () => await startGatehouse(copyAppWithoutLimits()),
  };
}

/** Serves stage `prod` of an app's folder, its tables in memory. @returns With the stage's invoke URL. */
export async function startGatehouse(app: string): Promise<Server & { readonly url: string }> {
  const readyFile = join(app, 'ready.json');
  rmSync(readyFile, { force: true });
  const running = await startServer(
    {
      file: process.execPath,
      args: [
        'scripts/start.cjs',
        `--app=${app}`,
        '--port=0',
        '--memory',
        `--ready-file=${readyFile}`,
      ],
      cwd: ROOT,
    },
    () => (existsSync(readyFile) ? `${readAccess(readyFile).url}/faq` : undefined),
  );
  const access = readAccess(readyFile);
  return { ...running, url: access.url, request: requestsOf(access) };
}
