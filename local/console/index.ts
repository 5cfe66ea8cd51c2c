/** A page at `/` to look at what the runtime does, and to try it; what the page asks for is under `/_gatehouse/`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { arrivalOf, isFromThisMachine, refusal } from '../admission';
import type { Application } from '../application';
import { DynamoDbError, type DynamoDb } from '../dynamodb';
import type { Exchange } from '../gateway/exchange';
import type { GatewayResponseMessage } from '../gateway/gateway';
import type { LogStore } from '../logs';
import type { LogEvent } from '../logs/log-sink';
import type { ServedStage } from '../stage-access';
import { headersFor, sendError, sendJson } from './answer';
import { applicationView } from './application-view';
import { EventStream } from './event-stream';
import { ExchangeHistory } from './exchanges/exchange-history';
import { detailOf, summaryOf } from './exchanges/exchange-view';
import { masked } from './exchanges/mask';
import { Intake } from './intake';
import { pageFile } from './page-files';
import { readItems } from './table-items';

export interface ConsoleOptions {
  /** Asked for each time: a reload gives another one. */
  readonly application: () => Application;
  /** Asked for each time: tokens run out. */
  readonly stages: () => Promise<readonly ServedStage[]>;
  readonly endpoint: () => string;
  /** What the server was told to listen on. */
  readonly host: string;
  readonly dynamodb: Pick<DynamoDb, 'call'>;
  readonly logs: Pick<LogStore, 'subscribe'>;
}

export interface Console {
  /** Whether a request target is the console's. */
  matches(url: string): boolean;
  /** Answers one of them. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** To be told of every finished request: the gateway's `onExchange`. */
  readonly record: (exchange: Exchange, response: GatewayResponseMessage) => void;
  /** Tells open pages that another application is served now. */
  reloaded(): void;
  /** Forgets exchanges and log lines. */
  reset(): void;
}

const PREFIX = '/_gatehouse/';
/** What of it holds what users have sent, or what the functions have said. */
const SEEN_HERE_ALONE = new Set(['events', 'exchanges', 'tables']);
/** Characters of a log line that are kept for pages: CloudWatch takes 256 KiB, too much to keep many of. */
const MAX_LINE = 16 * 1024;

/** Of finished requests and of batches of log lines; a server's failures are kept beyond it. */
const KEPT_PER_SECOND = { exchanges: 300, logs: 1200 };

/** Makes the console. It costs a request nothing but keeping it: views are made when a page asks. */
export function createConsole(options: ConsoleOptions): Console {
  return new LocalConsole(options);
}

class LocalConsole implements Console {
  readonly #options: ConsoleOptions;
  readonly #history = new ExchangeHistory();
  readonly #events = new EventStream();
  readonly #exchanges = new Intake({
    perSecond: KEPT_PER_SECOND.exchanges,
    onSkipped: (requests) => {
      this.#events.send({ type: 'skipped', data: { requests } });
    },
  });
  readonly #logs = new Intake({ perSecond: KEPT_PER_SECOND.logs });

  constructor(options: ConsoleOptions) {
    this.#options = options;
    // For as long as the store lives: the console is never without it.
    options.logs.subscribe((batch) => {
      if (!this.#logs.admits()) return;
      const isShort = batch.events.every(({ message }) => message.length <= MAX_LINE);
      const data = isShort ? batch : { ...batch, events: batch.events.map(shortened) };
      this.#events.send({ type: 'log', data });
    });
  }

  matches(url: string): boolean {
    return url === '/' || url.startsWith('/?') || url.startsWith(PREFIX);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const isPage = url.pathname === '/';
    const reason = refusal(arrivalOf(request), { host: this.#options.host, isPage });
    if (reason !== undefined) sendError(response, 403, reason);
    else if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendError(response, 405, 'The console is read with GET');
    } else if (isPage) await sendFile(response, 'index.html');
    else await this.#answer(url, request, response);
  }

  readonly record = (exchange: Exchange, response: GatewayResponseMessage): void => {
    if (response.statusCode < 500 && !this.#exchanges.admits()) return;
    const finished = { exchange, response, finishedAt: Date.now() };
    this.#history.add(finished);
    this.#events.send({ type: 'exchange', data: summaryOf(finished) });
  };

  reloaded(): void {
    this.#events.send({ type: 'reload', data: null });
  }

  reset(): void {
    this.#history.clear();
    this.#events.clear();
  }

  async #answer(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [what = '', ...rest] = url.pathname.slice(PREFIX.length).split('/');
    const name = decoded(rest.join('/'));
    if (SEEN_HERE_ALONE.has(what) && !isFromThisMachine(arrivalOf(request))) {
      sendError(response, 403, 'Items, requests and logs are shown on this machine alone');
      return;
    }
    switch (what) {
      case 'application':
        return this.#sendApplication(request, response);
      case 'events':
        this.#events.open(request, response);
        return;
      case 'exchanges':
        this.#sendExchange(name, response);
        return;
      case 'tables':
        return this.#sendItems(name, url, response);
      case 'page':
        return sendFile(response, name);
      default:
        sendError(response, 404, `The console has no ${url.pathname}`);
    }
  }

  async #sendApplication(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const view = applicationView({
      application: this.#options.application(),
      stages: await this.#options.stages(),
      endpoint: this.#options.endpoint(),
      secrets: isFromThisMachine(arrivalOf(request)),
    });
    sendJson(response, view);
  }

  #sendExchange(requestId: string, response: ServerResponse): void {
    const finished = this.#history.find(requestId);
    if (finished === undefined) {
      sendError(response, 404, `The request ${requestId} is not among the latest`);
      return;
    }
    response.writeHead(200, headersFor('application/json'));
    response.end(masked(JSON.stringify(detailOf(finished)), finished.exchange));
  }

  async #sendItems(name: string, url: URL, response: ServerResponse): Promise<void> {
    const from = url.searchParams.get('from') ?? undefined;
    try {
      sendJson(response, await readItems(this.#options.dynamodb, { name, from }));
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      sendError(response, 400, error.message);
    }
  }
}

function shortened(event: LogEvent): LogEvent {
  const { message } = event;
  if (message.length <= MAX_LINE) return event;
  const more = message.length - MAX_LINE;
  return {
    ...event,
    message: `${message.slice(0, MAX_LINE)} … and ${String(more)} more characters`,
  };
}

async function sendFile(response: ServerResponse, name: string): Promise<void> {
  const file = await pageFile(name);
  if (file === undefined) {
    sendError(response, 404, `The console has no file ${name}`);
    return;
  }
  response.writeHead(200, headersFor(file.contentType));
  response.end(file.content);
}

/** As it is where it is no valid encoding: nothing has such a name then. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
