import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { isEverywhere } from '../admission';
import { printableLines } from '../shell';

/** Answers every request of a port. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:3000`. */
  readonly endpoint: string;
  /** Ends every connection, idle or not. */
  stop(): Promise<void>;
}

/** More than API Gateway takes, so that its own limit is the one that answers. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Listens.
 *
 * @param options.port 0: a free one.
 * @throws Error with one line: the port is taken, or the address is none of this machine's.
 */
export async function listen(
  handler: RequestHandler,
  options: { readonly port: number; readonly host: string },
): Promise<Listening> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    handler(request, response).catch((error: unknown) => {
      // A client that has gone away in the middle is no defect, and waits for no answer.
      if (request.errored === null) fail(response, error);
    });
  });
  // Longer than any client keeps a connection idle, so that it is not closed under a request on its way.
  server.keepAliveTimeout = 75_000;
  await start(server, options);
  const port = addressOf(server).port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    port,
    endpoint: `http://${isEverywhere(options.host) ? '127.0.0.1' : host}:${String(port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function start(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(explain(error, { port, host }), { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function explain(error: NodeJS.ErrnoException, { port, host }: { port: number; host: string }) {
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return `${host}:${String(port)} is in use: stop what listens there, or choose another with --port (0 picks a free one)`;
    case 'EACCES':
      return `${host}:${String(port)} needs rights that this user has not: choose a port over 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: choose another with --host`;
    default:
      return `${host}:${String(port)} cannot be listened on: ${error.message}`;
  }
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

/** A defect of the runtime: told here, and to the client without its inside. */
function fail(response: ServerResponse, error: unknown): void {
  process.stderr.write(
    `${printableLines(error instanceof Error ? String(error.stack) : String(error))}\n`,
  );
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // In its own words: a head that could not be written has left its status text behind.
  response.writeHead(500, STATUS_CODES[500], { 'Content-Type': 'application/json' });
  response.end('{"message":"The local runtime failed: its own output says why"}');
}
