import type { IncomingMessage, ServerResponse } from 'node:http';
import { headersFor } from './answer';

/** What the tail is told of. */
export interface ConsoleEvent {
  readonly type: 'exchange' | 'log' | 'reload' | 'skipped';
  readonly data: unknown;
}

interface SentEvent extends ConsoleEvent {
  readonly id: number;
}

/** Events that a page gets which opens, or comes back, late. */
const MAX_KEPT = 1000;
/** Bytes that wait for a slow page before it is sent away; it comes back and asks for what it missed. */
const MAX_WAITING = 4 * 1024 * 1024;
/** Milliseconds between two signs of life, so that a page notices when the runtime has gone. */
const HEARTBEAT = 15_000;

/**
 * Server-sent events to every open console.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream {
  /** Other at each start: a page that returns to a new process gets everything. */
  readonly #run = Date.now().toString(36);
  readonly #clients = new Set<ServerResponse>();
  #kept: SentEvent[] = [];
  #lastId = 0;
  #heartbeat: NodeJS.Timeout | undefined;

  send({ type, data }: ConsoleEvent): void {
    this.#lastId += 1;
    const sent = { id: this.#lastId, type, data };
    this.#kept.push(sent);
    // Half is dropped at a time: moving a thousand entries for every event would cost more than sending them.
    if (this.#kept.length > MAX_KEPT * 2) this.#kept = this.#kept.slice(-MAX_KEPT);
    for (const client of this.#clients) this.#write(client, sent);
  }

  /** Sends what is kept, then what comes, until the page goes away. */
  open(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, headersFor('text/event-stream'));
    response.write('retry: 1000\n\n');
    const last = this.#lastSeen(request.headers['last-event-id']);
    for (const event of this.#kept.slice(-MAX_KEPT)) {
      if (event.id > last) this.#write(response, event);
    }
    this.#clients.add(response);
    this.#heartbeat ??= setInterval(() => {
      for (const client of this.#clients) client.write(':\n\n');
    }, HEARTBEAT).unref();
    response.on('close', () => {
      this.#clients.delete(response);
      if (this.#clients.size > 0) return;
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
    });
  }

  /** Forgets what is kept. */
  clear(): void {
    this.#kept = [];
  }

  #lastSeen(header: string | string[] | undefined): number {
    const [run, id] = String(header ?? '').split('-');
    return run === this.#run ? Number(id) : 0;
  }

  #write(client: ServerResponse, { id, type, data }: SentEvent): void {
    if (client.writableLength > MAX_WAITING) {
      client.destroy();
      return;
    }
    // JSON has no line break of its own, so that no value can end the event.
    client.write(
      `id: ${this.#run}-${String(id)}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`,
    );
  }
}
