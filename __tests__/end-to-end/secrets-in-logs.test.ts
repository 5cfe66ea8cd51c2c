/** Marked secrets go in by every way that a caller has; no log may hold one. */
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startProject, UNLIMITED, type Project } from '../helpers/project';

const STAGES = ['dev', 'prod'] as const;
/** In whatever a caller may take for a secret, or write about himself. */
const MARK = 'm4rked-s3cret';
const JSON_TYPE = { 'content-type': 'application/json' };

let project: Project;
let logs: CloudWatchLogsClient;
let lambda: LambdaClient;
beforeAll(async () => {
  project = await startProject(UNLIMITED);
  const settings = {
    endpoint: project.runtime.endpoint,
    region: project.runtime.region,
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
  };
  logs = new CloudWatchLogsClient(settings);
  lambda = new LambdaClient(settings);
  for (const stage of STAGES) await callEverything(stage);
}, 60_000);
afterAll(async () => {
  logs.destroy();
  lambda.destroy();
  await project.stop();
});

/** Calls that succeed, calls that are refused, and calls that fail. */
async function callEverything(stage: (typeof STAGES)[number]): Promise<void> {
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const url = `${project.url(stage)}${path}`;
    return (await fetch(url, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body }))
      .status;
  };
  const get = async (path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}`, cookie: MARK, 'user-agent': MARK };
    return (await fetch(`${project.url(stage)}${path}`, { headers })).status;
  };
  const key = { 'x-api-key': project.key(stage), 'idempotency-key': MARK };
  const loopback = { authorization: `Bearer ${MARK}`, 'x-api-key': MARK, cookie: MARK };
  const statuses = [
    await post('/items', JSON.stringify({ password: MARK }), key),
    await post('/items', JSON.stringify({ password: `${MARK} again` }), key),
    await post('/items', `{"${MARK}`, key),
    await post('/items', JSON.stringify({ padding: 'x'.repeat(500_000), MARK }), key),
    await post('/items', '{}', { 'x-api-key': MARK }),
    await post('/loopback?deptno-param=m4rked-s3cret', JSON.stringify({ MARK }), loopback),
    await post('/loopback', `{"${MARK}`, loopback),
    await get('/items/0c9f6f0a-9d1c-4b0e-8d3e-3d4a0e3f9b11?q=m4rked-s3cret', project.token(stage)),
    await get('/items/x', await project.sign(stage, { sub: `${MARK}@example.com` })),
    await get('/items/x', MARK),
    await get('/items/x', await project.sign(stage, { iss: MARK, sub: MARK })),
    await get('/items/x', await project.sign(stage, { scope: MARK, sub: MARK })),
    await get('/hello', MARK),
  ];
  expect(statuses).toEqual([201, 409, 400, 413, 403, 200, 400, 404, 404, 401, 401, 403, 200]);
  for (const name of ['items', 'hello', 'faq', 'loopback', 'authorizer']) {
    const Payload = JSON.stringify({ MARK, authorizationToken: `Bearer ${MARK}` });
    await lambda.send(new InvokeCommand({ FunctionName: `gatehouse-${stage}-${name}`, Payload }));
  }
}

async function linesByGroup(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const found = new Map<string, readonly string[]>();
  for (const { logGroupName = '' } of logGroups) {
    const lines: string[] = [];
    for await (const page of paginateFilterLogEvents({ client: logs }, { logGroupName })) {
      lines.push(...(page.events ?? []).map(({ message = '' }) => message));
    }
    found.set(logGroupName, lines);
  }
  return found;
}

it('logs every call, in the access log, the execution log and the log of the function', async () => {
  const counts = Array.from(
    await linesByGroup(),
    ([group, lines]) => `${group} ${lines.length > 0}`,
  );
  const expected = STAGES.flatMap((stage): unknown[] => [
    `/aws/apigateway/gatehouse/${stage}/access true`,
    ...['authorizer', 'faq', 'hello', 'items', 'loopback'].map(
      (name) => `/aws/lambda/gatehouse-${stage}-${name} true`,
    ),
    expect.stringMatching(new RegExp(`^API-Gateway-Execution-Logs_\\w+/${stage} true$`)),
  ]);
  expect(counts).toEqual(expect.arrayContaining(expected));
});

it('writes no key, token, header, cookie, query or body into any log', async () => {
  const secrets = [
    MARK,
    ...STAGES.flatMap((stage) => [project.key(stage), project.token(stage)]),
    // The signature alone would do.
    ...STAGES.map((stage) => project.token(stage).split('.')[2] ?? ''),
  ];
  const leaks = Array.from(await linesByGroup(), ([group, lines]) =>
    lines
      .filter((line) => secrets.some((secret) => line.includes(secret)))
      .map((line) => `${group}: ${line}`),
  );
  expect(leaks.flat()).toEqual([]);
});
