import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  cpSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyAppWithoutLimits } from './app-copy';
import type { LoadRequest } from './load';
import { BENCH, ROOT } from './paths';
import { freePort, startServer, type Running } from './processes';

/** The routes that are measured, by the names of the table. */
export const ROUTES = ['GET /faq', 'POST /items', 'GET /items/{id}', 'POST /loopback'] as const;
export type Route = (typeof ROUTES)[number];

export interface Server extends Running {
  /** Makes what a route needs; `undefined`: the server has not that route. */
  readonly request: (route: Route) => Promise<LoadRequest | undefined>;
}

/** Something that serves the project's functions. */
export interface Contestant {
  readonly name: string;
  readonly role: 'ours' | 'peer' | 'limit';
  start(): Promise<Server>;
}

/** Of a document that is stored and echoed. */
const BODY = JSON.stringify({ title: 'A document', tags: ['a', 'b'], weight: 12.5 });
const JSON_HEADERS = { 'Content-Type': 'application/json' };

/** `npm start` on a copy of `cdktf.out` whose throttles a bench does not reach; stage `prod`, access log on. */
export function gatehouse(): Contestant {
  return {
    name: 'Gatehouse',
    role: 'ours',
    async start() {
      const app = copyAppWithoutLimits();
      const readyFile = join(app, 'ready.json');
      const running = await startServer(
        {
          file: process.execPath,
          args: [
            '--import=tsx',
            'scripts/start.ts',
            `--app=${app}`,
            '--port=0',
            '--memory',
            `--ready-file=${readyFile}`,
          ],
          cwd: ROOT,
        },
        () => (existsSync(readyFile) ? `${readAccess(readyFile).url}/faq` : undefined),
      );
      return { ...running, request: requestsOf(readAccess(readyFile)) };
    },
  };
}

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

/** serverless-offline 13 with the same bundles: `GET /faq`, and `POST /loopback` through its own mapping template. */
export function serverlessOffline(mode: 'worker' | 'in-process', functions: string): Contestant {
  return {
    name: `serverless-offline (${mode})`,
    role: 'peer',
    async start() {
      const folder = copyPeer('serverless-offline');
      symlinkSync(functions, join(folder, 'functions'));
      const url = `http://127.0.0.1:${String(await freePort())}`;
      const running = await startServer(
        {
          file: process.execPath,
          args: [join(BENCH, 'node_modules/serverless/bin/serverless.js'), 'offline', 'start'],
          cwd: folder,
          env: {
            PORT: new URL(url).port,
            LAMBDA_PORT: String(await freePort()),
            WEBSOCKET_PORT: String(await freePort()),
            IN_PROCESS: String(mode === 'in-process'),
            SLS_NOTIFICATIONS_MODE: 'off',
            SLS_TELEMETRY_DISABLED: '1',
            AWS_ACCESS_KEY_ID: 'bench',
            AWS_SECRET_ACCESS_KEY: 'bench',
          },
        },
        () => `${url}/faq`,
      );
      return { ...running, request: onlyRoutes(['GET /faq', 'POST /loopback'], url) };
    },
  };
}

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

function copyPeer(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `gatehouse-${name}-`));
  cpSync(join(BENCH, 'peers', name), folder, { recursive: true });
  // Plugins are looked for beside the project that names them.
  symlinkSync(join(BENCH, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  return folder;
}

interface Access {
  readonly url: string;
  readonly apiKey: string;
  readonly token: string;
}

/** Reads what `npm start` has written. @throws Error when the ready file is not what `npm start` writes. */
export function readAccess(file: string): Access {
  const ready: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const prod = member(member(ready, 'stages'), 'prod');
  return {
    url: String(member(prod, 'url')),
    apiKey: String(member(prod, 'apiKey')),
    token: String(member(prod, 'token')),
  };
}

function requestsOf({ url, apiKey, token }: Access): Server['request'] {
  return async (route): Promise<LoadRequest> => {
    switch (route) {
      case 'GET /faq':
        return { method: 'GET', url: `${url}/faq`, headers: {} };
      case 'POST /items':
        return {
          method: 'POST',
          url: `${url}/items`,
          headers: { ...JSON_HEADERS, 'x-api-key': apiKey },
          body: BODY,
        };
      case 'GET /items/{id}':
        return {
          method: 'GET',
          url: `${url}/items/${await storeItem(url, apiKey)}`,
          headers: { Authorization: `Bearer ${token}` },
        };
      case 'POST /loopback':
        return { method: 'POST', url: `${url}/loopback`, headers: JSON_HEADERS, body: BODY };
    }
  };
}

function onlyRoutes(routes: readonly Route[], url: string): Server['request'] {
  const all = requestsOf({ url, apiKey: '', token: '' });
  return async (route) => (routes.includes(route) ? all(route) : undefined);
}

async function storeItem(url: string, apiKey: string): Promise<string> {
  const response = await fetch(`${url}/items`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, 'x-api-key': apiKey },
    body: BODY,
  });
  const stored: unknown = await response.json();
  if (response.status !== 201) throw new Error(`${url}/items answers ${String(response.status)}`);
  return String(member(stored, 'id'));
}

function member(value: unknown, name: string): unknown {
  if (typeof value === 'object' && value !== null && name in value) {
    return Reflect.get(value, name);
  }
  throw new Error(`no "${name}"`);
}
