/** This project with a table and functions that fail when a test says so. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import JSZip from 'jszip';
import { api } from '../../api';
import { loadConfig, type Config } from '../../config';
import { startLocal, type LocalRuntime } from '../../local';
import { DynamoDbError } from '../../local/dynamodb/dynamodb-error';
import type { DynamoDbFault } from '../../local/faults';
import { createApp } from '../../modules';
import { buildFunctions } from '../../scripts/build';
import { createZip } from '../../scripts/zip';
import { UNLIMITED } from './project';

const ROOT = resolve(__dirname, '../..');

/** Seconds; short, so that a test of what happens when it is over need not wait long. */
const TIMEOUT = 3;

export interface FaultyProject {
  readonly runtime: LocalRuntime;
  /** What DynamoDB does from now on; `undefined`: its work. */
  setTableFault(fault: DynamoDbFault | undefined): void;
  stop(): Promise<void>;
}

/** What DynamoDB may do instead of its work. */
export const TABLE_FAULTS = {
  throttles: () => Promise.reject(refusal(400, 'ProvisionedThroughputExceededException')),
  fails: () => Promise.reject(refusal(500, 'InternalServerError')),
  isSilent: () => new Promise(() => undefined),
  isSlow: async (_, perform) => {
    await new Promise((done) => setTimeout(done, 400));
    return perform();
  },
  /** Stores, and nobody hears of it. */
  losesAnswers: async (_, perform) => {
    await perform();
    throw refusal(500, 'InternalServerError');
  },
} as const satisfies Record<string, DynamoDbFault>;

/** A fault that passes after some calls. */
export function times(count: number, fault: DynamoDbFault): DynamoDbFault {
  let left = count;
  return (operation, perform) => {
    left -= 1;
    return left < 0 ? perform() : fault(operation, perform);
  };
}

function refusal(statusCode: number, name: string): DynamoDbError {
  return new DynamoDbError(statusCode, {
    __type: `com.amazonaws.dynamodb.v20120810#${name}`,
    message: 'The fault that the test asked for',
  });
}

/**
 * Serves the project in memory, `items` with faults around its handler: a header `x-fault` (in an
 * event of one's own, a member) names one of `crash`, `timeout`, `memory`, `throw`, and with `-after` it comes when the work is done. Prod's
 * `items` looks for DynamoDB where nobody listens.
 */
export async function startFaultyProject(): Promise<FaultyProject> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
  await buildFunctions();
  const zips = join(folder, 'dist');
  cpSync(join(ROOT, 'dist'), zips, { recursive: true });
  await wrap(join(zips, 'items.zip'));
  const app = join(folder, 'cdktf.out');
  const definition = {
    ...api,
    functions: { ...api.functions, items: { ...api.functions.items, timeoutSeconds: TIMEOUT } },
  };
  const config = withoutDynamoDbInProd(UNLIMITED(loadConfig({}, folder)));
  createApp({ ...config, definition, zips, outdir: app }).synth();
  let fault: DynamoDbFault | undefined;
  const runtime = await startLocal({
    app,
    port: 0,
    keys: join(folder, 'keys'),
    faults: {
      dynamoDb: (operation, perform) =>
        fault === undefined ? perform() : fault(operation, perform),
    },
  });
  return {
    runtime,
    setTableFault(next) {
      fault = next;
    },
    async stop() {
      await runtime.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function withoutDynamoDbInProd(config: Config): Config {
  const { dev, prod } = config.stages;
  // Port 9, "discard": nothing listens there.
  const items = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' };
  return {
    ...config,
    stages: { dev, prod: { ...prod, environment: { ...prod.environment, items } } },
  };
}

/** Puts a handler that can fail around the one in a zip. */
async function wrap(path: string): Promise<void> {
  const zip = await JSZip.loadAsync(readFileSync(path));
  const handler = await zip.file('index.js')?.async('uint8array');
  if (handler === undefined) throw new Error(`${path} holds no index.js`);
  const files = new Map<string, Uint8Array>([
    ['real.js', handler],
    ['index.js', new TextEncoder().encode(WRAPPER)],
  ]);
  writeFileSync(path, await createZip(files));
}

const WRAPPER = `
const { handler } = require('./real.js');
const FAULTS = {
  crash: () => process.exit(1),
  timeout: () => new Promise(() => setInterval(() => undefined, 1000)),
  memory: () => { const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random())); },
  throw: () => { throw new Error('The fault that the test asked for'); },
};
exports.handler = async (event, context) => {
  const [fault, after] = String(event.headers?.['x-fault'] ?? event['x-fault'] ?? '').split('-');
  if (fault === '') return handler(event, context);
  if (after === 'after') await handler(event, context);
  return FAULTS[fault]();
};
`;
