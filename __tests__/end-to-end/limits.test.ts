/** Throttle and quota of a usage plan, over HTTP. The plans refill so slowly that no test waits for it. */
import { startProject, UNLIMITED, type ConfigChange, type Project } from '../helpers/project';

type StageName = 'dev' | 'prod';

/** dev: a burst of 10; prod: a quota of 3. */
const LIMITED: ConfigChange = (config) => {
  const { stages, ...rest } = UNLIMITED(config);
  return {
    ...rest,
    stages: {
      dev: { ...stages.dev, keyThrottle: { rateLimit: 0.001, burstLimit: 10 } },
      prod: { ...stages.prod, keyQuota: { limit: 3, period: 'MONTH' } },
    },
  };
};

let project: Project;
beforeAll(async () => {
  project = await startProject(LIMITED);
}, 60_000);
afterEach(() => project.runtime.reset());
afterAll(() => project.stop());

async function post(stage: StageName): Promise<Response> {
  return fetch(`${project.url(stage)}/items`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': project.key(stage) },
    body: '{"a":1}',
  });
}

async function statuses(stage: StageName, calls: number): Promise<number[]> {
  const responses = await Promise.all(Array.from({ length: calls }, () => post(stage)));
  return responses.map(({ status }) => status).sort();
}

it('answers 429 to the 11th call of a burst against a plan of 10', async () => {
  expect(await statuses('dev', 11)).toEqual([...Array<number>(10).fill(201), 429]);
  const refused = await post('dev');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException');
  expect(await refused.json()).toEqual({ message: 'Too Many Requests' });
});

it('answers 429 Limit Exceeded once the quota is spent', async () => {
  expect(await statuses('prod', 3)).toEqual([201, 201, 201]);
  const refused = await post('prod');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-amzn-errortype')).toBe('LimitExceededException');
  expect(await refused.json()).toEqual({ message: 'Limit Exceeded' });
});

it('counts one stage for itself', async () => {
  await statuses('dev', 10);
  expect(await statuses('prod', 3)).toEqual([201, 201, 201]);
  await project.runtime.reset();
  await statuses('prod', 4);
  expect((await post('dev')).status).toBe(201);
});

it('counts no call that comes without the key', async () => {
  const refused = await fetch(`${project.url('prod')}/items`, { method: 'POST', body: '{}' });
  expect(refused.status).toBe(403);
  expect(await statuses('prod', 3)).toEqual([201, 201, 201]);
});

it('meters no route that takes no key', async () => {
  await statuses('dev', 11);
  expect((await fetch(`${project.url('dev')}/hello`)).status).toBe(200);
});
