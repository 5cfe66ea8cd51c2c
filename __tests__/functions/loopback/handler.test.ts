import type { Context } from 'aws-lambda';
import { handler } from '../../../functions/loopback/handler';

const ACCOUNT = '123456789012';
const SECRET = 'Bearer marked-secret-77aa';

const context = {
  functionName: 'gatehouse-dev-loopback',
  functionVersion: '3',
  invokedFunctionArn: `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:gatehouse-dev-loopback:live`,
  memoryLimitInMB: '256',
  awsRequestId: 'r-1',
  logGroupName: '/aws/lambda/gatehouse-dev-loopback',
  logStreamName: '2026/11/21/[3]abc',
  getRemainingTimeInMillis: () => 2900,
} as unknown as Context;

/** What the pass-through mapping template makes of a request. */
function event(stage: string, variables: Record<string, string> = {}) {
  return {
    'body-json': { hello: 'world' },
    params: {
      path: {},
      querystring: { 'deptno-param': 'x' },
      header: { Authorization: SECRET },
    },
    'stage-variables': { loopbackFunction: `gatehouse-${stage}-loopback:live`, ...variables },
    context: {
      'account-id': ACCOUNT,
      'api-id': 'abcdef1234',
      'api-key': '',
      caller: '',
      'http-method': 'POST',
      stage,
      'source-ip': '127.0.0.1',
      user: '',
      'user-agent': 'curl',
      'user-arn': '',
      'request-id': 'q-1',
      'resource-id': 'res',
      'resource-path': '/loopback',
    },
  };
}

describe('loopback', () => {
  it('echoes the event and the context in dev', async () => {
    expect(await handler(event('dev'), context)).toEqual({
      event: event('dev'),
      context: {
        functionName: 'gatehouse-dev-loopback',
        functionVersion: '3',
        invokedFunctionArn: context.invokedFunctionArn,
        memoryLimitInMB: '256',
        awsRequestId: 'r-1',
        logGroupName: '/aws/lambda/gatehouse-dev-loopback',
        logStreamName: '2026/11/21/[3]abc',
        remainingTimeInMillis: 2900,
      },
    });
  });

  it('leaves out in prod what identifies the account or names its infrastructure', async () => {
    const harmless = { accountDetails: 'hidden', corsOrigins: '', logLevel: 'INFO' };
    const names = { itemsTable: 'gatehouse-prod-items', anythingElse: 'gatehouse-prod-queue' };
    const echo = await handler(event('prod', { ...harmless, ...names }), context);
    expect(echo).toEqual({
      event: {
        ...event('prod'),
        'stage-variables': harmless,
        context: {
          'api-id': 'abcdef1234',
          'http-method': 'POST',
          stage: 'prod',
          'source-ip': '127.0.0.1',
          'user-agent': 'curl',
          'request-id': 'q-1',
          'resource-id': 'res',
          'resource-path': '/loopback',
        },
      },
      context: { memoryLimitInMB: '256', awsRequestId: 'r-1', remainingTimeInMillis: 2900 },
    });
    expect(JSON.stringify(echo)).not.toMatch(/arn:aws|\/aws\/lambda|123456789012|gatehouse-/);
  });

  it('leaves out any field of a context with an ARN in it', async () => {
    const odd = event('prod');
    const withArn = {
      ...odd,
      context: { ...odd.context, odd: `x arn:aws:iam::${ACCOUNT}:user/a` },
    };
    expect(JSON.stringify(await handler(withArn, context))).not.toContain(ACCOUNT);
  });

  it.each([
    ['prod', 'shown', true],
    ['dev', 'hidden', false],
    ['dev', 'anything else', false],
  ])('lets %s decide by its variable accountDetails: %s', async (stage, accountDetails, shown) => {
    const echo = await handler(event(stage, { accountDetails }), context);
    expect('invokedFunctionArn' in echo.context).toBe(shown);
  });

  it.each([[null], ['text'], [{ context: 7 }]])('echoes %j as it is', async (odd) => {
    expect((await handler(odd, context)).event).toEqual(odd);
  });

  it('never logs what it echoes', async () => {
    const said: string[] = [];
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      jest.spyOn(console, level).mockImplementation((...line: unknown[]) => {
        said.push(JSON.stringify(line));
      });
    }
    await handler(event('dev', { logLevel: 'DEBUG' }), context);
    jest.restoreAllMocks();
    expect(said.join()).toContain('echoed');
    expect(said.join()).not.toContain('marked-secret');
    expect(said.join()).not.toContain('world');
  });
});
