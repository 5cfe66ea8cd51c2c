import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageSettings } from './modules';
import type { StateLocation } from './modules/state-backend';

/** The stages of the API; each is a stack of its own. */
export const STAGE_NAMES = ['dev', 'prod'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

export interface StageConfig extends StageSettings {
  /** The `iss` that a token of this stage must carry. */
  readonly issuer: string;
  /** The `aud` that a token of this stage must carry. */
  readonly audience: string;
}

export interface Config {
  readonly projectName: string;
  readonly region: string;
  readonly state: StateLocation;
  readonly tags: Readonly<Record<string, string>>;
  readonly stages: Readonly<Record<StageName, StageConfig>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What `config.ts` reads of the environment, and nothing else does at synthesis. */
export const ENVIRONMENT_VARIABLES = {
  AWS_REGION: 'region of every stack (default us-east-1)',
  TF_STATE_BUCKET: 'bucket of the Terraform states (default: files beside cdktf.out)',
  GATEHOUSE_OWNER: 'tag "owner" on every resource (default "gatehouse")',
  LAMBDA_RUNTIME: 'runtime of the functions (default nodejs22.x)',
  DEV_CORS_ORIGINS: 'origins whose pages may call dev, with commas between',
  PROD_CORS_ORIGINS: 'origins whose pages may call prod, with commas between',
  DEV_JWKS_URI: 'JWKS address of the OpenID provider of dev, instead of keys/dev.jwks.json',
  PROD_JWKS_URI: 'JWKS address of the OpenID provider of prod, instead of keys/prod.jwks.json',
} as const;
type Variable = keyof typeof ENVIRONMENT_VARIABLES;

const PROJECT_NAME = 'gatehouse';

/** Differences between the stages; what both have is in `stageConfig`. */
const STAGES = {
  dev: {
    throttle: { rateLimit: 50, burstLimit: 100 },
    keyThrottle: { rateLimit: 5, burstLimit: 10 },
    keyQuota: { limit: 10_000, period: 'DAY' },
    logLevel: 'DEBUG',
    executionLogLevel: 'INFO',
    logRetentionDays: 14,
    protected: false,
    corsOrigins: ['http://localhost:5173'],
    variables: { accountDetails: 'shown' },
  },
  prod: {
    throttle: { rateLimit: 500, burstLimit: 1000 },
    keyThrottle: { rateLimit: 50, burstLimit: 100 },
    keyQuota: { limit: 1_000_000, period: 'MONTH' },
    logLevel: 'INFO',
    executionLogLevel: 'ERROR',
    logRetentionDays: 365,
    protected: true,
    corsOrigins: [],
    variables: { accountDetails: 'hidden' },
  },
} as const satisfies Record<StageName, Omit<StageSettings, 'environment' | 'runtime'>>;

/**
 * The settings of project and stages, checked.
 *
 * @param environment Default: the process's own.
 * @param root Where `keys/` is. Default: the project's folder.
 * @throws Error in one line that names the variable or setting and what it takes.
 */
export function loadConfig(environment: Environment = process.env, root = __dirname): Config {
  const region = read(environment, 'AWS_REGION') ?? 'us-east-1';
  expect(
    /^[a-z]{2}(-[a-z]+)+-\d$/.test(region),
    'AWS_REGION',
    region,
    'a region such as eu-west-1',
  );
  const stage = (name: StageName): StageConfig => stageConfig(name, environment, root);
  return {
    projectName: PROJECT_NAME,
    region,
    state: stateLocation(environment, region),
    tags: { project: PROJECT_NAME, owner: read(environment, 'GATEHOUSE_OWNER') ?? PROJECT_NAME },
    stages: { dev: stage('dev'), prod: stage('prod') },
  };
}

/** @throws Error in one line when there is no such stage. */
export function parseStageName(text: string | undefined): StageName {
  const found = STAGE_NAMES.find((name) => name === text);
  if (found !== undefined) return found;
  throw new Error(
    `there is no stage "${text ?? ''}": the stages are ${STAGE_NAMES.join(' and ')} (STAGE_NAMES in config.ts)`,
  );
}

function stageConfig(name: StageName, environment: Environment, root: string): StageConfig {
  const prefix = name === 'dev' ? 'DEV' : 'PROD';
  const origins = read(environment, `${prefix}_CORS_ORIGINS`)
    ?.split(',')
    .map((one) => one.trim());
  for (const origin of origins ?? []) checkOrigin(`${prefix}_CORS_ORIGINS`, origin);
  const runtime = read(environment, 'LAMBDA_RUNTIME') ?? 'nodejs22.x';
  expect(
    /^nodejs\d+\.x$/.test(runtime),
    'LAMBDA_RUNTIME',
    runtime,
    'a Node runtime such as nodejs22.x',
  );
  const issuer = `https://${PROJECT_NAME}.example/${name}`;
  const audience = `${PROJECT_NAME}-${name}`;
  return {
    ...STAGES[name],
    ...(origins === undefined ? {} : { corsOrigins: origins }),
    runtime,
    issuer,
    audience,
    environment: {
      authorizer: {
        ISSUER: issuer,
        AUDIENCE: audience,
        ...keySource(name, read(environment, `${prefix}_JWKS_URI`), root),
      },
    },
  };
}

/** Where the authorizer finds the public keys. Without any it refuses every token, which is safe. */
function keySource(
  name: StageName,
  jwksUri: string | undefined,
  root: string,
): Record<string, string> {
  if (jwksUri !== undefined) {
    const variable = `${name.toUpperCase()}_JWKS_URI`;
    expect(jwksUri.startsWith('https://'), variable, jwksUri, 'an https:// address');
    return { JWKS_URI: jwksUri };
  }
  const file = join(root, 'keys', `${name}.jwks.json`);
  if (!existsSync(file)) return { JWKS: '{"keys":[]}' };
  return { JWKS: JSON.stringify(parseJwks(file)) };
}

function parseJwks(file: string): unknown {
  try {
    const jwks: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isPublicJwks(jwks)) return jwks;
  } catch {
    // told below
  }
  throw new Error(`${file}: not a JWKS of public keys; make one with npm run keys -- <stage>`);
}

/** A private key in a deployed file would be everybody's. */
function isPublicJwks(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('keys' in value)) return false;
  return (
    Array.isArray(value.keys) &&
    value.keys.every(
      (key: unknown) => typeof key === 'object' && key !== null && !('d' in key) && !('k' in key),
    )
  );
}

function stateLocation(environment: Environment, region: string): StateLocation {
  const bucket = read(environment, 'TF_STATE_BUCKET');
  if (bucket === undefined) return { kind: 'local' };
  expect(/^[a-z0-9.-]{3,63}$/.test(bucket), 'TF_STATE_BUCKET', bucket, "a bucket's name");
  return { kind: 's3', bucket, region, prefix: PROJECT_NAME };
}

function checkOrigin(variable: Variable, origin: string): void {
  const isOrigin = origin === '*' || /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?$/.test(origin);
  expect(
    isOrigin,
    variable,
    origin,
    'origins such as https://app.example.com, with commas between, or *',
  );
}

/** An empty variable is one that is not set: that is how CI systems hand on what they do not have. */
function read(environment: Environment, name: Variable): string | undefined {
  const value = environment[name];
  return value === undefined || value === '' ? undefined : value;
}

// eslint-disable-next-line max-params -- a check reads as one sentence: what must hold, of which variable, what it is, what it should be
function expect(holds: boolean, variable: string, value: string, wanted: string): void {
  if (!holds) throw new Error(`${variable}="${value}": must be ${wanted}`);
}
