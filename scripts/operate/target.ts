/** Which CloudWatch, Lambda and SQS an operator's command talks to: this machine's, or AWS's. */
import { loadConfig, parseStageName, type StageName } from '../../config';
import '../pipeline/account';

/** Where the clients of the SDK send their calls. */
export interface Target {
  /** For people: `this machine (http://127.0.0.1:3000)`, `AWS (us-east-1)`. */
  readonly description: string;
  readonly isLaptop: boolean;
  readonly client: ClientSettings;
}

/** What every client of the SDK is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** Options of every command that may be pointed at either place. */
export const TARGET_OPTIONS = {
  local: { type: 'boolean', default: false },
  aws: { type: 'boolean', default: false },
  port: { type: 'string' },
} as const;

export const TARGET_HELP = `  --local            this machine's API, as npm start serves it
  --port N           the port of --local (default 3000)
  --aws              AWS, by the credentials that the AWS CLI would use
                     without --local and --aws: AWS_ENDPOINT_URL when it is set, AWS when credentials are in the
                     environment (AWS_PROFILE, AWS_ACCESS_KEY_ID, a role), else this machine
`;

export interface TargetChoice {
  readonly local: boolean;
  readonly aws: boolean;
  readonly port?: string | undefined;
}

/** One stage, here or there. */
export interface StageTarget extends TargetChoice {
  readonly stage: StageName;
}

/**
 * What a command line says of where to look.
 *
 * @throws Error in one line when it does not name one stage that there is.
 */
export function stageTargetOf(
  { local, aws, port }: TargetChoice,
  positionals: readonly string[],
): StageTarget {
  if (positionals.length !== 1) throw new Error('name one stage: dev or prod');
  return { stage: parseStageName(positionals[0]), local, aws, port };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Any of them set: somebody means AWS. https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html */
const CREDENTIAL_VARIABLES = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
const DEFAULT_PORT = '3000';
/** The laptop asks for no more than that there are some. */
const LAPTOP_CREDENTIALS = { accessKeyId: 'laptop', secretAccessKey: 'laptop' };

/**
 * Chooses between this machine and AWS.
 *
 * @throws Error in one line for options that contradict each other.
 */
export function chooseTarget(
  { local, aws, port }: TargetChoice,
  environment: Environment = process.env,
): Target {
  if (aws && (local || port !== undefined)) {
    throw new Error('--aws is AWS, --local and --port are this machine: give one of them');
  }
  const { region } = loadConfig(environment);
  if (aws) return onAws(region);
  if (local || port !== undefined) return onLaptop(region, port ?? DEFAULT_PORT);
  const endpoint = environment['AWS_ENDPOINT_URL'] ?? '';
  if (endpoint !== '') return atEndpoint(region, endpoint, environment);
  const meansAws = CREDENTIAL_VARIABLES.some((name) => (environment[name] ?? '') !== '');
  return meansAws ? onAws(region) : onLaptop(region, DEFAULT_PORT);
}

function onAws(region: string): Target {
  return {
    description: `AWS (${region})`,
    isLaptop: false,
    client: { region, maxAttempts: 5 },
  };
}

function onLaptop(region: string, port: string): Target {
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${port}"`);
  }
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    description: `this machine (${endpoint})`,
    isLaptop: true,
    client: { region, endpoint, credentials: LAPTOP_CREDENTIALS, maxAttempts: 1 },
  };
}

function atEndpoint(region: string, endpoint: string, environment: Environment): Target {
  if (!URL.canParse(endpoint)) {
    throw new Error(
      `AWS_ENDPOINT_URL takes an address such as http://127.0.0.1:3000, not "${endpoint}"`,
    );
  }
  const hasCredentials = (environment['AWS_ACCESS_KEY_ID'] ?? '') !== '';
  return {
    description: `${endpoint} (AWS_ENDPOINT_URL)`,
    isLaptop: true,
    client: {
      region,
      endpoint,
      maxAttempts: 2,
      ...(hasCredentials ? {} : { credentials: LAPTOP_CREDENTIALS }),
    },
  };
}

/** Names of failures to reach somebody, and of missing credentials, with their cure. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'TimeoutError']);

/** An error of the SDK in one line that says how to mend it. */
export function explain(error: unknown, target: Target): Error {
  const failure = error instanceof Error ? error : new Error(String(error));
  // One of ours says already what is wrong.
  if (failure.name === 'Error' && !('code' in failure)) return failure;
  const code: unknown = Reflect.get(failure, 'code');
  if (UNREACHABLE.has(failure.name) || (typeof code === 'string' && UNREACHABLE.has(code))) {
    const cure = target.isLaptop
      ? 'start it with npm start, name its port with --port, or set AWS_PROFILE for AWS'
      : 'is there a way to the internet?';
    return new Error(`nobody answers at ${target.description}: ${cure}`, { cause: error });
  }
  if (failure.name === 'CredentialsProviderError') {
    return new Error(
      'no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; --local for this machine',
      { cause: error },
    );
  }
  return new Error(`${target.description}: ${failure.name}: ${firstLine(failure.message)}`, {
    cause: error,
  });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
