import { request } from 'node:http';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createAwsEndpoint, type AwsEndpoint } from '../../../local/aws';
import { EndpointUnderTest, KEY, roleWith } from './aws-endpoint-under-test';

const signedFor = (service: string, accessKeyId = 'laptop') =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260131/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

let endpoint: EndpointUnderTest;

beforeEach(async () => {
  endpoint = await new EndpointUnderTest().start();
});

afterEach(async () => {
  await endpoint.stop();
});

describe('a request', () => {
  const presigned =
    '/?X-Amz-Credential=laptop%2F20260131%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Signature=0';
  it.each([
    { what: 'signed for a service', authorization: signedFor('lambda'), url: '/dev', is: true },
    { what: 'signed for an unknown service', authorization: signedFor('x'), is: true },
    { what: 'presigned', url: presigned, is: true },
    { what: 'with a target', 'x-amz-target': 'DynamoDB_20120810.ListTables', is: true },
    { what: "signed for an API's method", authorization: signedFor('execute-api'), is: false },
    { what: 'with a token', authorization: 'Bearer x', is: false },
    { what: 'with a target of something else', 'x-amz-target': 'mine', is: false },
    { what: 'with half of a signature', authorization: 'AWS4-HMAC-SHA256 Credential=x', is: false },
    { what: 'of anyone', url: '/dev/items?Action=x', is: false },
  ])('$what is for the endpoint: $is', ({ url = '/', is, what: _, ...headers }) => {
    expect(createAwsEndpoint(endpoint.services()).matches(headers, url)).toBe(is);
  });
});

describe('GetCallerIdentity', () => {
  it("answers with the laptop's user", async () => {
    const sts = new STSClient(endpoint.client());
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/laptop',
    });
    sts.destroy();
  });

  it('answers a function with its role', async () => {
    const sts = new STSClient(endpoint.client(roleWith()));
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: 'arn:aws:sts::000000000000:assumed-role/shop-dev-items/f',
      UserId: expect.stringMatching(/^AROA\w+:f$/) as string,
    });
    sts.destroy();
  });
});

it.each(['', 'x'])(
  "takes nobody for a function with a role's key and the token %j",
  async (token) => {
    const { accessKeyId } = endpoint.roles.for(roleWith());
    const answer = await fetch(endpoint.endpoint, {
      headers: {
        authorization: signedFor('lambda', accessKeyId),
        'x-amz-security-token': token,
      },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-amzn-errortype')).toBe('UnrecognizedClientException');
  },
);

describe('a call to a service that the laptop has not', () => {
  it.each([
    {
      protocol: 'REST',
      service: 'ecs',
      text: '{"Type":"User","Message":"ecs GET /bucket is not served on this laptop","message":"ecs GET /bucket is not served on this laptop"}',
    },
    {
      protocol: "S3's XML",
      service: 's3',
      text: '<Error><Code>UnknownOperationException</Code><Message>s3 GET /bucket is not served on this laptop</Message>',
    },
    {
      protocol: 'JSON',
      service: 'ssm',
      method: 'POST',
      headers: {
        'x-amz-target': 'AmazonSSM.GetParameter',
        'content-type': 'application/x-amz-json-1.1',
      },
      body: '{}',
      text: '{"__type":"UnknownOperationException","message":"ssm GetParameter is not served on this laptop"}',
    },
    {
      protocol: 'query',
      service: 'iam',
      method: 'POST',
      body: new URLSearchParams({ Action: 'ListRoles' }),
      text: '<Code>UnknownOperationException</Code><Message>iam ListRoles is not served on this laptop</Message>',
    },
  ])('is refused in $protocol', async ({ service, text, headers, method = 'GET', body = null }) => {
    const answer = await fetch(`${endpoint.endpoint}/bucket`, {
      method,
      body,
      headers: { ...headers, authorization: signedFor(service) },
    });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(text);
  });
});

describe('a web page', () => {
  it.each([
    ['of another site', { origin: 'https://example.com' }, 403],
    ['of a sandbox', { origin: 'null' }, 403],
    ['of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['by an image or a form', { 'sec-fetch-site': 'cross-site' }, 403],
    ['by a name that its owner points here', { host: 'rebound.example.com:3000' }, 403],
    ['by an address that is none', { host: '0.0.0.0:3000' }, 403],
    ['by an address of a local network', { host: '192.168.1.5:3000' }, 403],
    ['by a name without a dot', { host: 'gatehouse:3000' }, 403],
    ['of the console', { 'sec-fetch-site': 'same-origin' }, 200],
    ['by no name at all', { host: '[::1]:3000' }, 200],
    ['by the name of this laptop', { host: 'localhost:3000' }, 200],
  ])('%s: %j gets %i, and no word of CORS', async (_what, headers, statusCode) => {
    const answer = await rawRequest(headers);
    expect(answer.statusCode).toBe(statusCode);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
    expect(endpoint.dynamodbCalls).toHaveLength(statusCode === 200 ? 1 : 0);
  });

  it('of the console may call with its own origin', async () => {
    const { statusCode } = await rawRequest({ origin: endpoint.endpoint });
    expect(statusCode).toBe(200);
  });
});

describe('a link, an image or a form', () => {
  const query = (service: string, more = '') =>
    `/?X-Amz-Signature=x&X-Amz-Credential=x%2F20260101%2Fus-east-1%2F${service}%2Faws4_request${more}`;

  it.each([
    ['SQS', query('sqs', '&Action=SendMessage&MessageBody=x&QueueUrl=q'), {}],
    ['SQS', query('sqs', '&Action=PurgeQueue&QueueUrl=q'), { method: 'POST' }],
    [
      'Lambda',
      `/2015-03-31/functions/f/invocations${query('lambda').slice(1)}`,
      { method: 'POST' },
    ],
    ['API keys', `/apikeys${query('apigateway', '&includeValues=true').slice(1)}`, {}],
    ['STS', query('sts', '&Action=GetSessionToken'), {}],
  ])('that is signed in its query string is refused: %s %s', async (_what, url, init) => {
    const answer = await fetch(`${endpoint.endpoint}${url}`, init);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('STS GetCallerIdentity alone');
    expect([...endpoint.queueCalls, ...endpoint.invocations]).toEqual([]);
  });

  it('may prove an identity to somebody else', async () => {
    const url = `${endpoint.endpoint}${query('sts', '&Action=GetCallerIdentity')}`;
    expect((await fetch(url)).status).toBe(200);
  });

  it.each(['sqs', 'dynamodb', 'logs', 'sts'])(
    'changes nothing at %s by GET, whoever signs',
    async (service) => {
      const answer = await fetch(`${endpoint.endpoint}/?Action=PurgeQueue`, {
        headers: { authorization: signedFor(service) },
      });
      expect(answer.status).toBe(405);
      expect([...endpoint.queueCalls, ...endpoint.dynamodbCalls]).toEqual([]);
    },
  );
});

describe('another machine', () => {
  const TOKEN = 'a-token-of-16-characters';
  const call = async (more: Partial<Parameters<AwsEndpoint['handle']>[0]>, awsToken?: string) => {
    const aws = createAwsEndpoint({ ...endpoint.services(), host: '0.0.0.0', awsToken });
    return aws.handle({
      method: 'GET',
      url: '/apikeys?includeValues=true',
      headers: { authorization: signedFor('apigateway') },
      body: Buffer.alloc(0),
      arrival: {
        host: '192.0.2.1:3000',
        origin: undefined,
        fetchSite: undefined,
        localAddress: '192.0.2.1',
        remoteAddress: '192.0.2.7',
      },
      ...more,
    });
  };
  const shown = (token: string) => ({
    headers: { authorization: signedFor('apigateway'), 'x-amz-security-token': token },
  });

  it('sees no key and calls nothing, and is told why', async () => {
    const answer = await call({});
    expect(answer.statusCode).toBe(403);
    expect(JSON.stringify(answer.body)).toMatch(/this call came from 192\.0\.2\.7: .*--aws-token/);
    expect(JSON.stringify(answer.body)).not.toContain(KEY.value);
    expect((await call(shown(TOKEN))).statusCode).toBe(403);
    expect((await call(shown(''), TOKEN)).statusCode).toBe(403);
    expect((await call(shown('b-token-of-16-characters'), TOKEN)).statusCode).toBe(403);
  });

  it('may call when it shows the token that the start was given, by whatever name it has for us', async () => {
    expect((await call(shown(TOKEN), TOKEN)).statusCode).toBe(200);
  });
});

it('tells a client nothing of a defect but that there is one', async () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  endpoint.dynamodb = () => {
    throw new Error('the inside');
  };
  const answer = await fetch(endpoint.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    body: '{}',
  });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('the inside');
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining('the inside'));
  stderr.mockRestore();
});

it('refuses a path that is not well encoded', async () => {
  const answer = await fetch(`${endpoint.endpoint}/%E0`, {
    headers: { authorization: signedFor('lambda') },
  });
  expect(answer.status).toBe(400);
});

/** `fetch` does not let one set the headers that tell where a request comes from. */
function rawRequest(headers: Readonly<Record<string, string>>) {
  return new Promise<{ statusCode: number | undefined; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const sent = request(
        endpoint.endpoint,
        {
          method: 'POST',
          headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables', ...headers },
        },
        (answer) => {
          answer.resume();
          resolve({ statusCode: answer.statusCode, headers: answer.headers });
        },
      );
      sent.on('error', reject).end('{}');
    },
  );
}
