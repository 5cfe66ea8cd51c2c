/** The open routes, on both stages. */
import { QUESTIONS } from '../../functions/faq/questions';
import { startProject, UNLIMITED, type Project } from '../helpers/project';

const STAGES = ['dev', 'prod'] as const;

let project: Project;
beforeAll(async () => {
  project = await startProject(UNLIMITED);
}, 60_000);
afterAll(() => project.stop());

describe.each(STAGES)('%s', (stage) => {
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${project.url(stage)}${path}`, init);

  it('answers every question of the list sooner or later', async () => {
    const missing = new Map<unknown, unknown>(QUESTIONS.map(({ q, a }) => [q, a]));
    // A question stays away for 200 calls per entry in one run of e^200.
    for (let calls = 0; missing.size > 0 && calls < 200; calls += 1) {
      const pairs = await Promise.all(QUESTIONS.map(() => call('/faq').then(questionOf)));
      for (const { q, a } of pairs) {
        if (missing.get(q) === a) missing.delete(q);
      }
    }
    expect([...missing.keys()]).toEqual([]);
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('greets a %s', async (method) => {
    const response = await call('/hello', { method });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('"Hello from Lambda!"');
  });

  it('greets under a second resource, with GET alone and in its own case', async () => {
    expect(await (await call('/Netflixapigw101')).text()).toBe('"Hello from Lambda!"');
    for (const [method, path] of [
      ['POST', '/Netflixapigw101'],
      ['DELETE', '/Netflixapigw101'],
      ['GET', '/netflixapigw101'],
      ['GET', '/NETFLIXAPIGW101'],
      ['GET', '/Netflixapigw101/more'],
    ] as const) {
      const response = await call(path, { method });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ message: 'Missing Authentication Token' });
    }
  });

  it('echoes a request with the variables of its stage', async () => {
    const response = await call('/loopback?deptno-param=x', {
      method: 'POST',
      headers: { authorization: 'y', 'content-type': 'application/json' },
      body: '{"a":[1,"ü"]}',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      event: {
        'body-json': { a: [1, 'ü'] },
        params: {
          path: {},
          querystring: { 'deptno-param': 'x' },
          header: expect.objectContaining({ Authorization: 'y' }),
        },
        'stage-variables': ECHOED_VARIABLES[stage],
        context: expect.objectContaining({
          stage,
          'http-method': 'POST',
          'resource-path': '/loopback',
        }),
      },
      context: expect.objectContaining({ memoryLimitInMB: expect.any(String) }),
    });
  });

  it('echoes a request without a body', async () => {
    const response = await call('/loopback', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.json()).toMatchObject({ event: { 'body-json': {} } });
  });
});

describe('what the echo tells of the account', () => {
  const NAMES = ['invokedFunctionArn', 'logGroupName', 'logStreamName'];
  const echo = async (stage: 'dev' | 'prod'): Promise<string> =>
    (
      await fetch(`${project.url(stage)}/loopback`, { method: 'POST', body: '{}', ...JSON_TYPE })
    ).text();

  it.each(NAMES)('is %s in dev and not in prod', async (name) => {
    expect(await echo('dev')).toContain(name);
    expect(await echo('prod')).not.toContain(name);
  });

  it('is no name of a function, an alias or a table in prod', async () => {
    expect(await echo('dev')).toMatch(/gatehouse-dev-loopback:live/);
    expect(await echo('prod')).not.toMatch(/gatehouse-/);
  });

  it('is no ARN and no account id in prod', async () => {
    expect(await echo('dev')).toMatch(/arn:aws:.*"account-id"|"account-id".*arn:aws:/);
    expect(await echo('prod')).not.toMatch(/arn:aws|account-id|\/aws\/lambda/);
  });
});

const ECHOED_VARIABLES = {
  dev: expect.objectContaining({
    itemsFunction: 'gatehouse-dev-items:live',
    itemsTable: 'gatehouse-dev-items',
    loopbackFunction: 'gatehouse-dev-loopback:live',
  }),
  prod: { accountDetails: 'hidden', logLevel: 'INFO' },
};

const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

async function questionOf(response: Response): Promise<{ q: unknown; a: unknown }> {
  expect(response.status).toBe(200);
  const pair: unknown = await response.json();
  if (typeof pair !== 'object' || pair === null || !('q' in pair) || !('a' in pair)) {
    throw new Error(`no question and answer: ${JSON.stringify(pair)}`);
  }
  expect(Object.keys(pair)).toEqual(['q', 'a']);
  return pair;
}
