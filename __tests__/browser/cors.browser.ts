/** Pages of other origins, in a real browser: the stage's CORS settings decide, and the console is for none of them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launch, runtime } from './browser-under-test';

/** The origin that dev allows unless it is told otherwise; prod allows none. */
const ALLOWED_PORT = 5173;

let browser: Browser;
let page: Page;
const servers: Server[] = [];

beforeAll(async () => {
  browser = await launch();
  page = await (await browser.newContext()).newPage();
});
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

/** An empty page of another origin. */
async function originAt(port: number): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>other</title>');
  });
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, 'localhost', resolve);
  });
  return `http://localhost:${String(addressOf(server).port)}`;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

interface Call {
  readonly url: string;
  readonly init: { method?: string; headers?: Record<string, string>; body?: string };
}

/** What a script of the page can read: the status and the body, or nothing. */
function callFrom(call: Call): Promise<string> {
  return page.evaluate(
    ({ url, init }) =>
      fetch(url, init).then(
        async (response) => `${String(response.status)} ${await response.text()}`,
        () => 'not readable',
      ),
    call,
  );
}

function store(stage: string, apiKey: string): Call {
  return {
    url: `${runtime().endpoint}/${stage}/items`,
    init: {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-api-key': apiKey },
      body: '{"from":"another origin"}',
    },
  };
}

describe('a page of the origin that dev allows', () => {
  beforeAll(async () => {
    await page.goto(await originAt(ALLOWED_PORT));
  });

  it('stores an item in dev, after a preflight', async () => {
    expect(await callFrom(store('dev', runtime().apiKey('dev')))).toMatch(/^201 .*"OK!"/);
  });

  it('reads why dev refuses it', async () => {
    expect(await callFrom(store('dev', 'wrong'))).toBe('403 {"message":"Forbidden"}');
  });

  it('gets nothing from prod', async () => {
    expect(await callFrom(store('prod', runtime().apiKey('prod')))).toBe('not readable');
  });

  it.each(['/_gatehouse/application', '/_gatehouse/tables/gatehouse-dev-items', '/'])(
    'cannot read %s of the console',
    async (path) => {
      expect(await callFrom({ url: `${runtime().endpoint}${path}`, init: {} })).toBe(
        'not readable',
      );
    },
  );
});

describe('a page of any other origin', () => {
  beforeAll(async () => {
    await page.goto(await originAt(0));
  });

  it.each(['dev', 'prod'])('gets nothing from %s', async (stage) => {
    expect(await callFrom(store(stage, runtime().apiKey(stage)))).toBe('not readable');
  });
});
