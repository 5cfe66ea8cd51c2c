import { parseArgs } from 'node:util';

/** What `npm start` was asked for, checked. */
export interface StartOptions {
  /** A folder (or plan file) to serve as it is; `undefined`: build and synthesize this project first. */
  readonly app: string | undefined;
  readonly port: number;
  readonly host: string;
  /** Folder of items, queues and logs; `undefined`: nothing is kept. */
  readonly data: string | undefined;
  readonly watch: boolean;
  readonly strict: boolean;
  readonly authorization: boolean;
  readonly readyFile: string | undefined;
}

export const START_HELP = `Serves the API on this machine, from its own Terraform: both stages, no Docker, no AWS account.

  npm start -- [options]

  --port N           port to listen on; 0 picks a free one (default 3000)
  --host ADDRESS     address to bind (default 127.0.0.1; anything else is reachable by others)
  --data DIR         where items, queues and logs are kept (default .gatehouse); each --app has a place of its own in it
  --memory           keep nothing
  --watch            rebuild, synthesize and reload when a file changes; items, keys and counters stay
  --app DIR          serve a finished cdktf.out, a folder of Terraform JSON or a \`terraform show -json\` plan, as it is
  --no-strict        warn about Terraform arguments that the laptop does not honour, instead of refusing them
  --no-auth          let every request pass authorizers and API keys (never on an address others can reach)
  --ready-file FILE  when serving, write {"port","endpoint","stages":{"dev":{"url","apiKey","token"}, ...}} there
  -h, --help         this text
`;

const OPTIONS = {
  port: { type: 'string', default: '3000' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string' },
  memory: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  app: { type: 'string' },
  'no-strict': { type: 'boolean', default: false },
  'no-auth': { type: 'boolean', default: false },
  'ready-file': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @returns `undefined` when help was asked for.
 * @throws Error with one line that names the option and what it takes.
 */
export function parseStartOptions(argv: readonly string[]): StartOptions | undefined {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
  if (values.help) return undefined;
  if (values.memory && values.data !== undefined) {
    throw new Error('--memory keeps nothing and --data DIR keeps everything: give one of them');
  }
  if (values.watch && values.app !== undefined) {
    throw new Error(
      '--watch rebuilds this project and --app serves a finished one: give one of them',
    );
  }
  if (values['no-auth'] && !isLoopback(values.host)) {
    throw new Error(
      `--no-auth on ${values.host} would let anybody in: bind 127.0.0.1, or leave --no-auth out`,
    );
  }
  return {
    app: values.app,
    port: parsePort(values.port),
    host: values.host,
    data: values.memory ? undefined : (values.data ?? '.gatehouse'),
    watch: values.watch,
    strict: !values['no-strict'],
    authorization: !values['no-auth'],
    readyFile: values['ready-file'],
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not "${text}"`);
  }
  return port;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
