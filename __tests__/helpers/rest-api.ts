/** REST APIs for tests of the data plane, as short as their routes. */
import type { Application } from '../../local/application';
import { createGateway, type GatewayResponseMessage } from '../../local/gateway';
import { createMemoryCounterStore, createUsageMeter } from '../../local/gateway/usage';
import type { FunctionInvoker, Invocation, InvocationResult } from '../../local/lambda/invoker';
import type { LogEvent } from '../../local/logs/log-sink';
import type { Integration, Method, Resource, RestApi, Stage } from '../../local/rest-api';

export const MOCK: Integration = {
  type: 'MOCK',
  httpMethod: undefined,
  uri: '',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  requestParameters: {},
  passthroughBehavior: 'WHEN_NO_MATCH',
  contentHandling: undefined,
  timeoutMs: 29_000,
  credentials: undefined,
  cacheNamespace: undefined,
  responses: [
    {
      statusCode: '200',
      selectionPattern: undefined,
      responseParameters: {},
      responseTemplates: {},
      contentHandling: undefined,
    },
  ],
};

const INVOKE = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions';

/** A proxy integration of the function `fn`. */
export const PROXY: Integration = {
  ...MOCK,
  type: 'AWS_PROXY',
  httpMethod: 'POST',
  uri: `${INVOKE}/arn:aws:lambda:us-east-1:000000000000:function:fn/invocations`,
  requestTemplates: {},
  responses: [],
};

export function method(httpMethod: Method['httpMethod'], change: Partial<Method> = {}): Method {
  return {
    address: `method.${httpMethod}`,
    httpMethod,
    authorization: 'NONE',
    authorizerId: undefined,
    authorizationScopes: [],
    apiKeyRequired: false,
    operationName: undefined,
    requestParameters: {},
    requestModels: {},
    requestValidator: undefined,
    integration: MOCK,
    responses: [{ statusCode: '200', parameters: {}, models: {} }],
    ...change,
  };
}

/** @param routes Path to its methods. */
export function restApi(
  routes: Readonly<Record<string, readonly Method[]>>,
  change: Partial<RestApi> = {},
): RestApi {
  const resources = Object.entries(routes).map(([path, methods]): Resource => ({
    id: `r${path.length}`,
    path,
    methods,
  }));
  return {
    id: 'abcdefghij',
    rootResourceId: 'root',
    address: 'api',
    name: 'api',
    description: undefined,
    apiKeySource: 'HEADER',
    binaryMediaTypes: [],
    minimumCompressionSize: undefined,
    disableExecuteApiEndpoint: false,
    domains: [],
    policy: undefined,
    resources,
    models: {},
    authorizers: {},
    gatewayResponses: {},
    stages: [stage()],
    documentationParts: [],
    ...change,
  };
}

export function stage(change: Partial<Stage> = {}): Stage {
  return {
    address: 'stage',
    name: 'dev',
    deploymentId: 'deploy',
    variables: {},
    accessLog: undefined,
    executionLogGroup: undefined,
    canary: undefined,
    tracingEnabled: false,
    documentationVersion: undefined,
    methodSettings: [],
    usagePlans: [],
    ...change,
  };
}

export interface ServedApi {
  /** Sends a request, and gives what comes back. */
  call(target: string, request?: Partial<CallOptions>): Promise<Answer>;
  /** What the functions were called with. */
  readonly invocations: Invocation[];
  /** What was written, by log group. */
  readonly logs: Record<string, string[]>;
}

interface CallOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Answer extends GatewayResponseMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** @param answer What every function answers; a text is its payload. */
export function serve(
  api: RestApi,
  answer: (
    invocation: Invocation,
  ) => Partial<InvocationResult> | Promise<Partial<InvocationResult>> = () => ({}),
): ServedApi {
  const invocations: Invocation[] = [];
  const logs: Record<string, string[]> = {};
  const invoker: FunctionInvoker = {
    async invoke(invocation) {
      invocations.push(invocation);
      return { ...SUCCESS, ...(await answer(invocation)) };
    },
  };
  const gateway = createGateway({
    application: { ...EMPTY, restApis: [api] },
    invoker,
    logs: {
      write: (group: string, _: string, events: readonly LogEvent[]) => {
        (logs[group] ??= []).push(...events.map(({ message }) => message));
      },
    },
    usage: createUsageMeter({ clock: () => 0, counters: createMemoryCounterStore() }),
    clock: () => Date.UTC(2026, 9, 10, 13, 55, 36),
    authorization: true,
  });
  return {
    invocations,
    logs,
    async call(target, { method: verb = 'GET', headers = {}, body = '' } = {}) {
      const message = await gateway.handle({
        method: verb,
        target,
        rawHeaders: Object.entries(headers),
        body: Buffer.from(body),
        sourceIp: '127.0.0.1',
        protocol: 'HTTP/1.1',
        host: headers['Host'] ?? '127.0.0.1:3000',
      });
      return { ...message, headers: lowerCase(message), text: message.body.toString('utf8') };
    },
  };
}

const SUCCESS: InvocationResult = {
  statusCode: 200,
  requestId: 'request',
  payload: '{"statusCode":200}',
  functionError: undefined,
  executedVersion: '1',
  logTail: '',
  durationMs: 1,
  initDurationMs: undefined,
};

const EMPTY: Application = {
  accountId: '000000000000',
  region: 'us-east-1',
  restApis: [],
  functions: [],
  tables: [],
  logGroups: [],
  queues: [],
  stacks: [],
};

function lowerCase({ rawHeaders }: GatewayResponseMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of rawHeaders) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return headers;
}
