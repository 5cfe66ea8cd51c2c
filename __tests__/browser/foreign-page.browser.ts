/** Pages of somebody else's before the AWS endpoint and the console of a laptop that all can reach: nothing they send counts. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Browser, Page } from 'playwright-core';
import { startProcess, type Ready, type StartedProcess } from '../helpers/start-process';
import { launch } from './browser-under-test';

/** One that is pointed at this machine (DNS rebinding), and one that a neighbour on the network answers for. */
const [PUBLIC_NAME, DOTLESS_NAME] = ['evil.example', 'laptop'];
const LAN_ADDRESSES = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ family, internal }) => family === 'IPv4' && !internal)
  .slice(0, 1)
  .map(({ address }) => address);
const HOSTS = ['127.0.0.1', 'localhost', '0.0.0.0', PUBLIC_NAME, DOTLESS_NAME, ...LAN_ADDRESSES];

let started: StartedProcess;
let ready: Ready;
let browser: Browser;
let site: Server;
let sqs: SQSClient;
let dynamoDb: DynamoDBClient;
let queueUrl: string;

beforeAll(async () => {
  started = startProcess(['--port', '0', '--memory', '--host', '0.0.0.0']);
  browser = await launch([PUBLIC_NAME, DOTLESS_NAME]);
  site = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>other</title>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  ready = await started.ready;
  const settings = {
    endpoint: ready.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
  };
  sqs = new SQSClient(settings);
  dynamoDb = new DynamoDBClient(settings);
  const queue = new GetQueueUrlCommand({ QueueName: 'gatehouse-dev-dead-letters' });
  queueUrl = (await sqs.send(queue)).QueueUrl ?? '';
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'mine' }));
}, 120_000);
afterAll(async () => {
  sqs.destroy();
  dynamoDb.destroy();
  await browser.close();
  site.close();
  await started.kill('SIGTERM');
});

/** What the page's own addresses can be, the last of them the runtime's, under a name that is not its own. */
function origins(): string[] {
  const { port } = site.address() as AddressInfo;
  return [
    `http://127.0.0.1:${port}/`,
    `http://${PUBLIC_NAME}:${port}/`,
    `http://${PUBLIC_NAME}:${ready.port}/dev/faq`,
  ];
}

/** A signature as a link can carry it. */
function signed(service: string, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    ...more,
    'X-Amz-Signature': 'x',
    'X-Amz-Credential': `x/20260101/us-east-1/${service}/aws4_request`,
  }).toString();
}

/** What would count, and how a page can ask for it without being allowed to: by address and body. */
function attacks(base: string): { readonly url: string; readonly body?: string }[] {
  const send = { Action: 'SendMessage', MessageBody: 'theirs', QueueUrl: queueUrl };
  const purge = { Action: 'PurgeQueue', QueueUrl: queueUrl };
  const functions = `${base}/2015-03-31/functions/gatehouse-dev-items/invocations`;
  return [
    { url: `${base}/?${signed('sqs', send)}` },
    { url: `${base}/?${signed('sqs', purge)}` },
    { url: `${base}/?${signed('sqs')}`, body: new URLSearchParams(purge).toString() },
    { url: `${functions}?${signed('lambda')}`, body: '{"theirs":true}' },
    { url: `${functions}?${signed('lambda', { 'X-Amz-Security-Token': 'x' })}`, body: '{"a":1}' },
  ];
}

/** As a request that needs no leave, a beacon, an image, a form and a frame. */
async function attack(page: Page, base: string): Promise<void> {
  const script = attacks(base).map(({ url, body }) => {
    const [address, content] = [JSON.stringify(url), JSON.stringify(body ?? '')];
    const sent = body === undefined ? '' : `method: 'POST', body: ${content},`;
    return `
      sent.push(fetch(${address}, { mode: 'no-cors', ${sent} }).catch(() => undefined));
      sent.push(fetch(${address}, { mode: 'cors', ${sent} }).catch(() => undefined));
      navigator.sendBeacon(${address}, ${content});
      sent.push(load('img', ${address}));
      sent.push(load('iframe', ${address}));`;
  });
  await page.evaluate(`(async () => {
    const sent = [];
    const load = (tag, src) => new Promise((done) => {
      const element = document.createElement(tag);
      element.onload = element.onerror = done;
      element.src = src;
      (document.body ?? document.documentElement).append(element);
    });
    ${script.join('\n')}
    await Promise.all(sent);
  })()`);
}

/** The form of a page leads the tab away. */
async function submitForm(page: Page, { url, body = '' }: { url: string; body?: string }) {
  const [name = '', ...value] = body.split('=');
  await page.setContent(
    `<form method=post enctype=text/plain action="${url.replaceAll('&', '&amp;')}">
      <input name='${name}' value='${value.join('=')}'></form>`,
  );
  await Promise.all([
    page.waitForEvent('load', { timeout: 5000 }).catch(() => undefined),
    page.evaluate('document.forms[0].submit()'),
  ]);
}

/** What a script of the page can read of an address. */
function read(page: Page, url: string): Promise<string> {
  return page.evaluate(
    (address) =>
      fetch(address).then(
        async (response) => `${response.status} ${await response.text()}`,
        () => 'not readable',
      ),
    url,
  );
}

async function messages(): Promise<string | undefined> {
  const ask = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['ApproximateNumberOfMessages'],
  });
  return (await sqs.send(ask)).Attributes?.ApproximateNumberOfMessages;
}

describe.each([0, 1, 2])('a page of another origin (%i)', (at) => {
  let page: Page;
  beforeAll(async () => {
    page = await (await browser.newContext()).newPage();
    await page.goto(origins()[at] ?? '');
  });
  afterAll(() => page.context().close());

  it.each(HOSTS)('sends, purges and invokes nothing at %s', async (host) => {
    await attack(page, `http://${host}:${ready.port}`);
    expect(await messages()).toBe('1');
    const scan = new ScanCommand({ TableName: 'gatehouse-dev-items' });
    expect((await dynamoDb.send(scan)).Count).toBe(0);
  });

  it.each(HOSTS)('reads nothing of the console at %s', async (host) => {
    const base = `http://${host}:${ready.port}`;
    for (const path of ['application', 'events', 'tables/gatehouse-dev-items']) {
      expect(await read(page, `${base}/_gatehouse/${path}`)).toMatch(/^(not readable|403 )/);
    }
  });

  it.each(HOSTS)('gets nothing done at %s by a form', async (host) => {
    for (const request of attacks(`http://${host}:${ready.port}`)) {
      await page.goto(origins()[at] ?? '');
      await submitForm(page, request);
    }
    expect(await messages()).toBe('1');
    const scan = new ScanCommand({ TableName: 'gatehouse-dev-items' });
    expect((await dynamoDb.send(scan)).Count).toBe(0);
  });
});
