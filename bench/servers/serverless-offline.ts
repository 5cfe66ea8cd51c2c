import { randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH } from '../paths';
import { freePort, startServer, type Running } from '../processes';
import type { Contestant } from './contestant';
import { createIssuer } from './issuer';
import { copyPeer } from './peer-copy';
import { requestsOf } from './requests';
import { startTable, TABLE_ENVIRONMENT } from './table';

/** serverless-offline 13 with the same bundles and routes: a key, a token authorizer, a mapping template, a table. */
export function serverlessOffline(mode: 'worker' | 'in-process', functions: string): Contestant {
  return {
    name: `serverless-offline (${mode})`,
    role: 'peer',
    async start() {
      const folder = copyPeer('serverless-offline');
      symlinkSync(functions, join(folder, 'functions'));
      const url = `http://127.0.0.1:${String(await freePort())}`;
      const apiKey = randomBytes(20).toString('hex');
      const { token, environment } = await createIssuer();
      const table = await startTable();
      const running = await startServer(
        {
          file: process.execPath,
          args: [join(BENCH, 'node_modules/serverless/bin/serverless.js'), 'offline', 'start'],
          cwd: folder,
          env: {
            ...TABLE_ENVIRONMENT,
            ...environment,
            TABLE_URL: table.url,
            API_KEY: apiKey,
            PORT: new URL(url).port,
            LAMBDA_PORT: String(await freePort()),
            WEBSOCKET_PORT: String(await freePort()),
            IN_PROCESS: String(mode === 'in-process'),
            SLS_NOTIFICATIONS_MODE: 'off',
            SLS_TELEMETRY_DISABLED: '1',
          },
        },
        () => `${url}/faq`,
      ).catch(async (error: unknown) => {
        await table.stop();
        throw error;
      });
      return { ...withTable(running, table), request: requestsOf({ url, apiKey, token }) };
    },
  };
}

/** Stops and pauses both; the memory is the server's alone, which spares the peer its table. */
function withTable(server: Running, table: Running): Running {
  return {
    ...server,
    pause: () => {
      server.pause();
      table.pause();
    },
    resume: () => {
      table.resume();
      server.resume();
    },
    stop: async () => {
      await server.stop();
      await table.stop();
    },
  };
}
