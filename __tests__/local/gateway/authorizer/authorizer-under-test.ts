import {
  createAuthorizerService,
  type AuthorizerOutcome,
  type AuthorizerRequest,
} from '../../../../local/gateway/authorizer';
import type { Invocation, InvocationResult } from '../../../../local/lambda/invoker';
import type { Authorizer } from '../../../../local/rest-api';
import { restApi, stage } from '../../../helpers/rest-api';

export const STAGE_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abc1234567/dev';

export const STAGE = stage();

const API = restApi({}, { id: 'abc1234567', stages: [STAGE] });

export const AUTHORIZER: Authorizer = {
  id: 'a1',
  address: 'aws_api_gateway_authorizer.auth',
  name: 'auth',
  type: 'TOKEN',
  uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.auth}/invocations',
  identitySources: ['method.request.header.Authorization'],
  identityValidationExpression: undefined,
  ttlSeconds: 300,
  credentials: undefined,
};

const REQUEST: AuthorizerRequest = {
  api: API,
  stage: STAGE,
  stageVariables: { auth: 'auth-dev:live' },
  authorizer: AUTHORIZER,
  methodArn: `${STAGE_ARN}/GET/items/1`,
  authorizerArn: 'arn:aws:execute-api:eu-west-1:123456789012:abc1234567/authorizers/a1',
  traceId: 'Root=1-0-0',
  httpMethod: 'GET',
  path: '/items/1',
  resourcePath: '/items/{id}',
  resourceId: 'res123',
  headers: [['authorization', 'token']],
  query: [],
  pathParameters: { id: '1' },
  requestContext: { stage: 'dev' },
  contextValue: (name) => ({ 'identity.sourceIp': '203.0.113.9', httpMethod: 'GET' })[name],
};

/** What the function does when it is called: answers a value, fails, or throws what the service would. */
export type Behaviour = (invocation: Invocation) => Partial<InvocationResult>;

export const returns =
  (value: unknown): Behaviour =>
  () => ({ payload: JSON.stringify(value) });

export const fails =
  (errorMessage: unknown): Behaviour =>
  () => ({ payload: JSON.stringify({ errorMessage }), functionError: 'Unhandled' });

/** An answer that is well formed, with the effect for the resource. */
export function policy(effect: string, resource: string | readonly string[] = '*'): object {
  return {
    principalId: 'me',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: effect, Action: 'execute-api:Invoke', Resource: resource }],
    },
  };
}

export interface AuthorizerUnderTest {
  readonly invocations: Invocation[];
  /** Milliseconds; every call of the function takes 7. */
  now: number;
  authorize(
    authorizer?: Partial<Authorizer>,
    request?: Partial<AuthorizerRequest>,
  ): Promise<AuthorizerOutcome>;
  clear(): void;
}

export function authorizerUnderTest(behaviour: Behaviour): AuthorizerUnderTest {
  const invocations: Invocation[] = [];
  const service = createAuthorizerService({
    clock: () => underTest.now,
    invoker: {
      invoke: (invocation) => {
        invocations.push(invocation);
        underTest.now += 7;
        return Promise.resolve().then(() => ({ ...SUCCESS, ...behaviour(invocation) }));
      },
    },
  });
  const underTest: AuthorizerUnderTest = {
    invocations,
    now: Date.UTC(2026, 10, 21),
    authorize: (authorizer, request) =>
      service.authorize({
        ...REQUEST,
        authorizer: { ...AUTHORIZER, ...authorizer },
        ...request,
      }),
    clear: () => {
      service.clear();
    },
  };
  return underTest;
}

const SUCCESS: InvocationResult = {
  statusCode: 200,
  requestId: 'req-1',
  payload: 'null',
  functionError: undefined,
  executedVersion: '$LATEST',
  logTail: '',
  durationMs: 5,
  initDurationMs: undefined,
};
