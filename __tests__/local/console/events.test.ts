import { serveConsole, type ConsoleUnderTest } from './console-under-test';
import { finishedExchange } from './finished-exchange';

interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

/** An open page: what it has received so far, and a wait for more. */
class Page {
  readonly #controller = new AbortController();
  readonly #events: ReceivedEvent[] = [];
  #wake: () => void = () => undefined;

  async open(url: string, lastId?: string): Promise<void> {
    const response = await fetch(`${url}/_gatehouse/events`, {
      headers: lastId === undefined ? {} : { 'Last-Event-ID': lastId },
      signal: this.#controller.signal,
    });
    if (response.body === null) throw new Error('the stream has no body');
    void this.#read(response.body);
  }

  async received(count: number): Promise<readonly ReceivedEvent[]> {
    while (this.#events.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#events;
  }

  close(): void {
    this.#controller.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = parts.pop() ?? '';
        this.#events.push(...parts.flatMap(parseEvent));
        this.#wake();
      }
    } catch {
      // closed by the test
    }
  }
}

function parseEvent(text: string): ReceivedEvent[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
  const data = field('data');
  if (data === undefined) return [];
  return [{ id: field('id') ?? '', type: field('event') ?? '', data: JSON.parse(data) }];
}

describe('live events', () => {
  let served: ConsoleUnderTest;
  let page: Page;

  beforeEach(async () => {
    served = await serveConsole();
    page = new Page();
  });
  afterEach(async () => {
    page.close();
    await served.stop();
  });

  const call = async (path: string) => (await fetch(`${served.url}${path}`)).text();

  it('tell of requests and log lines as they come', async () => {
    await page.open(served.url);
    await call('/dev/hello');
    const [log, exchange] = await page.received(2);
    expect(log).toMatchObject({
      type: 'log',
      data: { logGroupName: '/shop/dev', events: [{ message: expect.stringMatching(/ 200$/) }] },
    });
    expect(exchange).toMatchObject({
      type: 'exchange',
      data: { method: 'GET', path: '/hello', stage: 'dev', statusCode: 200, failure: null },
    });
  });

  it('begin with what has happened before', async () => {
    await call('/dev/hello');
    await call('/dev/nothing');
    await page.open(served.url);
    const events = await page.received(4);
    expect(events.map(({ type }) => type)).toEqual(['log', 'exchange', 'log', 'exchange']);
    expect(events[3]?.data).toMatchObject({
      statusCode: 403,
      failure: 'MISSING_AUTHENTICATION_TOKEN',
    });
  });

  it('tell how many requests were too many to be kept', async () => {
    await page.open(served.url);
    const { exchange, response } = finishedExchange();
    // More than two seconds keep, should one end in between.
    for (let count = 0; count < 700; count += 1) served.console.record(exchange, response);
    const isSkipped = ({ type }: ReceivedEvent) => type === 'skipped';
    for (let count = 1; !(await page.received(count)).some(isSkipped); count += 1);
    const skipped = (await page.received(1)).find(isSkipped);
    expect(skipped?.data).toEqual({ requests: expect.any(Number) });
  });

  it('go on where a page that comes back has left', async () => {
    await call('/dev/hello');
    const before = new Page();
    await before.open(served.url);
    const [, last] = await before.received(2);
    before.close();
    await call('/dev/nothing');
    await page.open(served.url, last?.id);
    const [first] = await page.received(2);
    expect(first?.data).toMatchObject({ events: [{ message: expect.stringMatching(/ 403$/) }] });
  });

  it('begin anew for a page of an earlier process', async () => {
    await call('/dev/hello');
    await page.open(served.url, 'another-999');
    expect(await page.received(2)).toHaveLength(2);
  });

  it('tell that another application is served', async () => {
    await page.open(served.url);
    served.console.reloaded();
    expect(await page.received(1)).toMatchObject([{ type: 'reload' }]);
  });

  it('hold the beginning of a long line, and say how much is missing', async () => {
    await page.open(served.url);
    const message = 'x'.repeat(20_000);
    served.logs.write('/aws/lambda/fn', 'stream', [{ timestamp: Date.now(), message }]);
    const [event] = await page.received(1);
    expect(event?.data).toMatchObject({
      events: [{ message: expect.stringMatching(/^x{16384} … and 3616 more characters$/) }],
    });
  });

  it('stay one event each, whatever a function writes', async () => {
    await page.open(served.url);
    const message = 'a line\n\nevent: reload\ndata: {}\n\n';
    served.logs.write('/aws/lambda/fn', 'stream', [{ timestamp: Date.now(), message }]);
    const events = await page.received(1);
    expect(events).toMatchObject([{ type: 'log', data: { events: [{ message }] } }]);
  });
});
