import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { arrivalOf } from '../../../local/admission';
import type { Application, FunctionDefinition, RoleDefinition } from '../../../local/application';
import { createAwsEndpoint, type AwsServices } from '../../../local/aws';
import { createRoleCredentials, type RoleCredentials } from '../../../local/iam/credentials';
import type { Invocation, InvocationResult } from '../../../local/lambda/invoker';
import { createLogStore, type LogStore } from '../../../local/logs';
import type { ApiKey } from '../../../local/rest-api';
import { method, PROXY, restApi, stage } from '../../helpers/rest-api';
import { DEFINITION } from '../lambda/lambda-under-test';

export const ACCOUNT_ID = '000000000000';
export const ZIP_CONTENT = 'a zip';

/** A role with one inline policy. */
export function roleWith(...statements: readonly unknown[]): RoleDefinition {
  return {
    address: 'aws_iam_role.items',
    name: 'shop-dev-items',
    arn: `arn:aws:iam::${ACCOUNT_ID}:role/shop-dev-items`,
    policies: [JSON.stringify({ Version: '2012-10-17', Statement: statements })],
    managedPolicyArns: [],
  };
}

export const KEY: ApiKey = {
  id: 'k1',
  address: 'aws_api_gateway_api_key.key',
  name: 'shop-dev',
  value: 'the-value-of-the-key',
  enabled: true,
  description: undefined,
};

const METHOD = method('POST', {
  address: 'aws_api_gateway_method.items-POST',
  apiKeyRequired: true,
  integration: {
    ...PROXY,
    uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.items}/invocations',
  },
  responses: [{ statusCode: '201', parameters: {}, models: {} }],
});

const STAGE = stage({
  address: 'aws_api_gateway_stage.dev',
  deploymentId: 'd1',
  variables: { items: 'f:live' },
  accessLog: { logGroup: '/shop/dev', format: '$context.requestId' },
  tracingEnabled: true,
  methodSettings: [
    {
      methodPath: '*/*',
      throttlingRateLimit: 50,
      throttlingBurstLimit: 100,
      loggingLevel: 'ERROR',
      dataTraceEnabled: false,
    },
  ],
  usagePlans: [
    {
      id: 'p1',
      address: 'aws_api_gateway_usage_plan.plan',
      name: 'shop-dev',
      throttle: { rateLimit: 10, burstLimit: 20 },
      methodThrottles: {},
      quota: { limit: 1000, period: 'DAY', offset: 0 },
      keys: [KEY],
    },
  ],
});

export const API = restApi(
  {},
  {
    rootResourceId: 'r0',
    address: 'aws_api_gateway_rest_api.api',
    name: 'shop',
    description: 'A shop.',
    resources: [
      { id: 'r0', path: '/', methods: [] },
      { id: 'r1', path: '/items', methods: [METHOD] },
    ],
    stages: [STAGE],
  },
);

export const RESULT: InvocationResult = {
  statusCode: 200,
  requestId: 'r-1',
  payload: '{"message":"OK!"}',
  functionError: undefined,
  executedVersion: '1',
  logTail: 'START\nEND\n',
  durationMs: 1,
  initDurationMs: undefined,
};

type Call = readonly [operation: string, input: unknown];

/** The endpoint on a port, before services that write down what they are asked. */
export class EndpointUnderTest {
  readonly invocations: Invocation[] = [];
  readonly dynamodbCalls: Call[] = [];
  readonly queueCalls: Call[] = [];
  readonly roles: RoleCredentials = createRoleCredentials();
  readonly logs: LogStore = createLogStore({
    logGroups: [],
    accountId: ACCOUNT_ID,
    region: 'us-east-1',
  });
  /** What the fakes answer; a test may set them. */
  invoke: (invocation: Invocation) => InvocationResult = () => RESULT;
  dynamodb: (...call: Call) => Readonly<Record<string, unknown>> = () => ({});
  queues: (...call: Call) => Readonly<Record<string, unknown>> = () => ({});
  functions: readonly FunctionDefinition[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'aws-endpoint-'));
  readonly #server: Server;

  constructor() {
    const zipPath = join(this.#folder, 'f.zip');
    writeFileSync(zipPath, ZIP_CONTENT);
    this.functions = [{ ...DEFINITION, zipPath }];
    const endpoint = createAwsEndpoint(this.services());
    this.#server = createServer((request, response) => {
      void (async () => {
        const { headers, method = '', url = '' } = request;
        if (!endpoint.matches(headers, url)) {
          response.writeHead(404).end('not for the AWS endpoint');
          return;
        }
        const body = Buffer.concat(await Readable.from(request).toArray());
        const answer = await endpoint.handle({
          ...{ method, url, headers, body },
          arrival: arrivalOf(request),
        });
        response.writeHead(answer.statusCode, answer.headers);
        const isWhole = typeof answer.body === 'string' || Buffer.isBuffer(answer.body);
        if (isWhole) response.end(answer.body);
        else await pipeline(answer.body, response).catch(() => undefined);
      })();
    });
  }

  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** For an SDK client: the laptop's own user, or a function with this role. */
  client(role?: RoleDefinition) {
    if (role !== undefined) this.functions = this.functions.map((each) => ({ ...each, role }));
    return {
      endpoint: this.endpoint,
      region: 'us-east-1',
      credentials:
        role === undefined
          ? { accessKeyId: 'laptop', secretAccessKey: randomUUID() }
          : this.roles.for(role),
      maxAttempts: 1,
    };
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.logs.stop();
    rmSync(this.#folder, { recursive: true });
  }

  services(): AwsServices {
    return {
      application: () => this.#application(),
      lambda: {
        functions: () => this.functions,
        invoke: async (invocation) => {
          this.invocations.push(invocation);
          return Promise.resolve(invocation).then(this.invoke);
        },
      },
      dynamodb: {
        call: async (...call) => {
          this.dynamodbCalls.push(call);
          return Promise.resolve().then(() => this.dynamodb(...call));
        },
      },
      queues: {
        call: async (...call) => {
          this.queueCalls.push(call);
          return Promise.resolve().then(() => this.queues(...call));
        },
      },
      logs: this.logs,
      roles: this.roles,
      endpoint: () => this.endpoint,
      invokeUrl: (_api, stage) => `${this.endpoint}/${stage.name}`,
    };
  }

  #application(): Application {
    return {
      accountId: ACCOUNT_ID,
      region: 'us-east-1',
      restApis: [API],
      functions: this.functions,
      tables: [],
      logGroups: [],
      queues: [],
      stacks: [],
    };
  }
}
