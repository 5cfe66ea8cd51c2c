/** A console in front of a small API, on a port of its own. */
import { request } from 'node:http';
import type { Application } from '../../../local/application';
import { createConsole, type Console } from '../../../local/console';
import { createDynamoDb, type DynamoDb } from '../../../local/dynamodb';
import { createGateway } from '../../../local/gateway';
import { createMemoryCounterStore, createUsageMeter } from '../../../local/gateway/usage';
import type { InvocationResult } from '../../../local/lambda/invoker';
import { createLogStore, type LogStore } from '../../../local/logs';
import type { RestApi } from '../../../local/rest-api';
import { createHandler, listen } from '../../../local/server';
import { method, PROXY, restApi, stage } from '../../helpers/rest-api';
import { table } from '../dynamodb/tables';

export const KEY = 'the-key-of-dev-0123456789';
export const TOKEN = 'the-token-of-dev-0123456789';

const TABLE = table();

/** `POST /items` asks for a key; everything else is open. */
export const API = restApi(
  {
    '/items': [method('POST', { integration: PROXY, apiKeyRequired: true })],
    '/hello': [method('GET', { integration: PROXY })],
  },
  {
    name: 'shop',
    stages: [
      stage({
        variables: { itemsTable: 'items' },
        accessLog: { logGroup: '/shop/dev', format: '$context.requestId $context.status' },
        usagePlans: [
          {
            id: 'plan',
            address: 'aws_api_gateway_usage_plan.plan',
            name: 'shop-dev',
            throttle: { rateLimit: 10, burstLimit: 20 },
            methodThrottles: {},
            quota: { limit: 100, period: 'DAY', offset: 0 },
            keys: [
              {
                id: 'k1',
                address: 'aws_api_gateway_api_key.key',
                name: 'shop-dev',
                value: KEY,
                enabled: true,
                description: undefined,
              },
            ],
          },
        ],
      }),
    ],
  },
);

export interface ConsoleUnderTest {
  readonly url: string;
  readonly port: number;
  readonly console: Console;
  readonly dynamodb: DynamoDb;
  readonly logs: LogStore;
  stop(): Promise<void>;
}

/** @param payload What the function answers. */
export async function serveConsole(
  payload = '{"statusCode":200,"body":"hello"}',
  api: RestApi = API,
): Promise<ConsoleUnderTest> {
  const application: Application = {
    accountId: '000000000000',
    region: 'us-east-1',
    restApis: [api],
    functions: [],
    tables: [TABLE],
    logGroups: [],
    queues: [],
    stacks: [
      {
        name: 'shop-dev',
        resources: [{ address: 'aws_sqs_queue.q', type: 'aws_sqs_queue', references: [] }],
      },
    ],
  };
  const dynamodb = await createDynamoDb({ tables: [TABLE], path: undefined });
  const logs = createLogStore({ logGroups: [], accountId: '000000000000', region: 'us-east-1' });
  let endpoint = '';
  const console = createConsole({
    application: () => application,
    endpoint: () => endpoint,
    host: '127.0.0.1',
    dynamodb,
    logs,
    stages: () =>
      Promise.resolve(
        api.stages.map((one) => ({
          api,
          stage: one,
          access: { url: `${endpoint}/${one.name}`, apiKey: KEY, token: TOKEN },
          expiredToken: null,
        })),
      ),
  });
  const gateway = createGateway({
    application,
    logs,
    invoker: { invoke: () => Promise.resolve({ ...RESULT, payload }) },
    usage: createUsageMeter({ clock: Date.now, counters: createMemoryCounterStore() }),
    clock: Date.now,
    authorization: true,
    onExchange: console.record,
  });
  const aws = { matches: () => false, handle: () => Promise.reject(new Error('not asked')) };
  const listening = await listen(createHandler({ gateway: () => gateway, aws, console }), {
    port: 0,
    host: '127.0.0.1',
  });
  endpoint = listening.endpoint;
  return {
    url: endpoint,
    port: listening.port,
    console,
    dynamodb,
    logs,
    async stop() {
      await listening.stop();
      await dynamodb.stop();
      await logs.stop();
    },
  };
}

const RESULT: InvocationResult = {
  statusCode: 200,
  requestId: 'the-invocation',
  payload: '',
  functionError: undefined,
  executedVersion: '1',
  logTail: '',
  durationMs: 1,
  initDurationMs: undefined,
};

/** A request with headers that `fetch` does not let one set; gives the status and the text. */
export function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    })
      .on('error', reject)
      .end();
  });
}
