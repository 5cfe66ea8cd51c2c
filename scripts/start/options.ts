import { parseArgs } from 'node:util';
import { isLoopback } from '../../local/admission';

/** What `npm start` was asked for, checked. */
export interface StartOptions {
  /** A folder (or plan file) to serve as it is; `undefined`: build and synthesize this project first. */
  readonly app: string | undefined;
  readonly port: number;
  readonly host: string;
  /** What other machines must show to call the AWS endpoint; `undefined`: none may. */
  readonly awsToken: string | undefined;
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
  --host ADDRESS     address to bind (default 127.0.0.1). At any other address others may call the stages; the AWS endpoint,
                     items and logs answer this machine alone
  --aws-token TOKEN  let others call the AWS endpoint, too, when they show TOKEN as AWS_SESSION_TOKEN (16 characters or more;
                     or set GATEHOUSE_AWS_TOKEN, which no list of processes shows)
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
  'aws-token': { type: 'string' },
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
export function parseStartOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): StartOptions | undefined {
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
    awsToken: parseToken(values['aws-token'] ?? environment['GATEHOUSE_AWS_TOKEN']),
    data: values.memory ? undefined : (values.data ?? '.gatehouse'),
    watch: values.watch,
    strict: !values['no-strict'],
    authorization: !values['no-auth'],
    readyFile: values['ready-file'],
  };
}

/** Short ones can be guessed; others than these do not pass in a header. */
function parseToken(text: string | undefined): string | undefined {
  if (text === undefined || /^[!-~]{16,}$/.test(text)) return text;
  throw new Error('--aws-token takes 16 characters or more, without blanks: openssl rand -hex 16');
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not "${text}"`);
  }
  return port;
}
