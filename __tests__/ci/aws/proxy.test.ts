import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCallLog, type CallLog } from '../../../.ci/aws/call-log';
import { createPace } from '../../../.ci/aws/pace';
import { createProxy } from '../../../.ci/aws/proxy';

/** An emulator that takes everything: what it knows of IAM is one role, which may list functions and read objects. */
function emulator(): Server {
  const answers: Readonly<Record<string, string>> = {
    AssumeRole:
      '<AccessKeyId>SESSION</AccessKeyId><Arn>arn:aws:sts::123456789012:assumed-role/reader/lane</Arn>',
    ListRolePolicies: '<member>p</member>',
    GetRolePolicy: `<PolicyDocument>${JSON.stringify({ Statement: { Effect: 'Allow', Action: ['lambda:ListFunctions', 's3:GetObject'], Resource: '*' } })}</PolicyDocument>`,
  };
  return createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const action = new URLSearchParams(Buffer.concat(chunks).toString()).get('Action') ?? '';
      outgoing.statusCode = incoming.url === '/bucket/missing' ? 404 : 200;
      outgoing.end(answers[action] ?? '{}');
    });
  });
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let servers: Server[];
let log: CallLog;
let url: string;

beforeEach(async () => {
  log = createCallLog();
  const behind = emulator();
  const proxy = createProxy({ to: await listening(behind), log, pace: createPace(() => 0) });
  url = await listening(proxy);
  servers = [behind, proxy];
});
afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
});

const signed = (service: string, key = 'test'): { authorization: string } => ({
  authorization: `Credential=${key}/20260101/us-east-1/${service}/aws4_request`,
});
const assume = (): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: signed('sts'),
    body: new URLSearchParams({
      Action: 'AssumeRole',
      RoleArn: 'arn:aws:iam::123456789012:role/reader',
    }),
  });

test('a session may what its role may, and the log says who lacked what', async () => {
  await assume();
  const list = await fetch(`${url}/2015-03-31/functions/`, {
    headers: signed('lambda', 'SESSION'),
  });
  expect(list.status).toBe(200);
  const get = await fetch(`${url}/2015-03-31/functions/hello`, {
    headers: signed('lambda', 'SESSION'),
  });
  expect(get.status).toBe(403);
  expect(get.headers.get('x-amzn-errortype')).toBe('AccessDeniedException');
  expect(await get.json()).toMatchObject({
    message:
      'User: arn:aws:sts::123456789012:assumed-role/reader/lane is not authorized to perform: lambda:GetFunction on resource: arn:aws:lambda:us-east-1:123456789012:function:hello because no identity-based policy allows the lambda:GetFunction action',
  });
  expect(log.read(1)).toMatchObject([
    { number: 2, operation: 'ListFunctions', status: 200 },
    { number: 3, operation: 'GetFunction', status: 403, refused: { by: 'rights' } },
  ]);
});

test('the administrator may all, and is paced and refused as well', async () => {
  const deploy = (): Promise<Response> =>
    fetch(`${url}/restapis/a/deployments`, {
      method: 'POST',
      headers: signed('apigateway'),
      body: '{}',
    });
  const first = await deploy();
  expect([first.status, await first.json()]).toEqual([
    400,
    expect.objectContaining({ message: "The REST API doesn't contain any methods" }),
  ]);
  expect((await deploy()).status).toBe(429);
  expect(log.read(0)).toMatchObject([{ refused: { by: 'state' } }, { refused: { by: 'pace' } }]);
});

test('each service refuses in its own form', async () => {
  await assume();
  const ask = (service: string, body?: string | URLSearchParams, target = ''): Promise<Response> =>
    fetch(`${url}/bucket`, {
      ...(body !== undefined && { method: 'POST', body }),
      headers: { ...signed(service, 'SESSION'), ...(target !== '' && { 'x-amz-target': target }) },
    });
  const s3 = await ask('s3');
  expect([s3.status, await s3.text()]).toEqual([
    403,
    expect.stringContaining('<Error><Code>AccessDenied</Code>'),
  ]);
  const kms = await ask('kms', '{}', 'T.ListAliases');
  expect([kms.status, await kms.json()]).toEqual([
    400,
    expect.objectContaining({ __type: 'AccessDeniedException' }),
  ]);
  const iam = await ask('iam', new URLSearchParams({ Action: 'GetRole', RoleName: 'r' }));
  expect([iam.status, await iam.text()]).toEqual([
    403,
    expect.stringContaining('<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>'),
  ]);
});

test('that an object is not there is told to who may list the bucket', async () => {
  await assume();
  const get = async (key: string): Promise<number> =>
    (await fetch(`${url}/bucket/missing`, { headers: signed('s3', key) })).status;
  expect([await get('SESSION'), await get('test')]).toEqual([403, 404]);
});

test('the log is read over the wire, after a call', async () => {
  await assume();
  await assume();
  const calls: unknown = await (await fetch(`${url}/__calls?after=1`)).json();
  expect(calls).toMatchObject([
    { number: 2, service: 'sts', operation: 'AssumeRole', caller: 'administrator' },
  ]);
});
