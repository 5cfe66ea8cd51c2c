import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkLogRole } from '../../../scripts/pipeline/log-role';

/** What API Gateway answers to `GET /account`. https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html */
let answer: { readonly status: number; readonly body: unknown; readonly code?: string };
const asked: string[] = [];
let server: Server;
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(answer.code !== undefined && { 'x-amzn-errortype': answer.code }),
    });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
});

afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const throttleSettings = { burstLimit: 5000, rateLimit: 10_000 };

test.each([
  ['a new account', { throttleSettings }],
  ['one that had a role', { throttleSettings, cloudwatchRoleArn: '' }],
])('%s is told what to do, in a line', async (_, body) => {
  answer = { status: 200, body };
  const said = checkLogRole('eu-west-1');
  await expect(said).rejects.toThrow(
    /^API Gateway has no role for logs in this account and in eu-west-1.*npm run bootstrap -- --gateway-logging$/,
  );
  expect(asked.at(-1)).toBe('GET /account');
});

test.each([
  [
    'an account with a role',
    { status: 200, body: { cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/logs' } },
  ],
  [
    'a role that may not ask',
    { status: 403, code: 'AccessDeniedException', body: { Message: 'User is not authorized' } },
  ],
  [
    'an emulator that does not know',
    { status: 404, code: 'NotFoundException', body: { message: 'Not Found' } },
  ],
])('%s: nothing is said', async (_, given) => {
  answer = given;
  await expect(checkLogRole('eu-west-1')).resolves.toBeUndefined();
});
