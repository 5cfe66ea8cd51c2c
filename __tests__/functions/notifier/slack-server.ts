/** An HTTP server that stands for Slack: answers what a test tells it to, in order, and keeps what it got. */
import { createServer } from 'node:http';

/** An answer; `hang`: none at all; `reset`: the connection breaks. */
export type SlackAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'reset';

export interface SlackServer {
  readonly address: URL;
  /** The bodies, parsed, in order. */
  readonly bodies: readonly unknown[];
  stop(): Promise<void>;
}

/** The part of the address that must not be seen in any log. */
export const SECRET_PATH = '/services/T000/B000/marked-webhook-secret';

/** @param answers One for each request; the last for all that follow. */
export async function startSlack(answers: readonly SlackAnswer[]): Promise<SlackServer> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const answer = answers[Math.min(bodies.length, answers.length - 1)] ?? 'reset';
      const parsed: unknown = JSON.parse(text);
      bodies.push(parsed);
      if (answer === 'hang') return;
      if (answer === 'reset') request.socket.destroy();
      else response.writeHead(answer.status, { ...answer.headers }).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening = server.address();
  const port = typeof listening === 'object' && listening !== null ? listening.port : 0;
  return {
    address: new URL(`http://127.0.0.1:${port}${SECRET_PATH}`),
    bodies,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
