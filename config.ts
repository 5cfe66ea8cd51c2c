import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkOrigin } from './config/origins';
import { readPublicKeys } from './config/public-keys';
import { expect } from './config/setting';
import type { AlarmThresholds, StageSettings } from './modules';
import type { StateLocation } from './modules/state-backend';
import { NODE_RUNTIMES } from './modules/versions';

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
  /** The only account that Terraform may work on. @default - whichever the credentials are of */
  readonly accountId?: string;
  readonly state: StateLocation;
  /** Bucket of the zips that Lambda does not take directly. @default - none */
  readonly artifactBucket?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether API Gateway's own address answers beside the stages' domain names. */
  readonly defaultEndpoint: 'on' | 'off';
  readonly stages: Readonly<Record<StageName, StageConfig>>;
}

type Switch = 'on' | 'off';
type Environment = Readonly<Record<string, string | undefined>>;

/** What `config.ts` reads of the environment, and nothing else does at synthesis. */
export const ENVIRONMENT_VARIABLES = {
  AWS_REGION: 'region of every stack (default us-east-1)',
  AWS_ACCOUNT_ID:
    'the only account that anything is deployed to (default: that of the credentials)',
  TF_STATE_BUCKET: 'bucket of the Terraform states (default: files beside cdktf.out)',
  ARTIFACT_BUCKET:
    'bucket for zips of over 50 MB, which Lambda does not take directly (default: none)',
  GATEHOUSE_OWNER: 'tag "owner" on every resource (default "gatehouse")',
  LAMBDA_RUNTIME:
    'runtime of the functions (default and, until the provider knows the next, only nodejs22.x)',
  DEV_CORS_ORIGINS: 'origins whose pages may call dev, with commas between',
  PROD_CORS_ORIGINS: 'origins whose pages may call prod, with commas between',
  DEV_JWKS_URI: 'JWKS address of the OpenID provider of dev, instead of keys/dev.jwks.json',
  PROD_JWKS_URI: 'JWKS address of the OpenID provider of prod, instead of keys/prod.jwks.json',
  DEV_DOMAIN_NAME: 'domain name of dev, such as dev-api.example.com (default: none)',
  PROD_DOMAIN_NAME: 'domain name of prod, such as api.example.com (default: none)',
  DEV_HOSTED_ZONE_ID: 'Route 53 hosted zone that the domain name of dev lies in',
  PROD_HOSTED_ZONE_ID: 'Route 53 hosted zone that the domain name of prod lies in',
  DEFAULT_ENDPOINT: 'off: only the domain names answer, of which each stage needs one (default on)',
  DEV_ALARMS: 'on: alarms of dev, and Slack (default off)',
  PROD_ALARMS: 'off: no alarms of prod (default on)',
  DEV_DETAILED_METRICS: 'on: metrics of each method of dev, which cost by number (default off)',
  PROD_DETAILED_METRICS: 'off: no metrics of each method of prod (default on)',
  DEV_KMS_KEY:
    'own: dev makes a key for table, logs and topic; or the ARN of one (default: AWS keys)',
  PROD_KMS_KEY:
    'own: prod makes a key for table, logs and topic; or the ARN of one (default: AWS keys)',
  DEV_PERMISSIONS_BOUNDARY: "IAM policy that bounds the roles of dev's functions (default: none)",
  PROD_PERMISSIONS_BOUNDARY: "IAM policy that bounds the roles of prod's functions (default: none)",
  DEV_WEB_ACL_ARN: 'regional web ACL of WAF that looks at requests to dev first (default: none)',
  PROD_WEB_ACL_ARN: 'regional web ACL of WAF that looks at requests to prod first (default: none)',
} as const;
/** Starts the variables of a stage. */
const PREFIXES = { dev: 'DEV', prod: 'PROD' } as const satisfies Record<StageName, string>;
type Prefix = (typeof PREFIXES)[StageName];
type Variable = keyof typeof ENVIRONMENT_VARIABLES;

const PROJECT_NAME = 'gatehouse';
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** When the alarms of either stage go off; the same numbers for each. */
const ALARM_THRESHOLDS: AlarmThresholds = {
  serverErrorRate: 0.01,
  serverErrorLeastRequests: 5,
  clientErrorRate: 0.5,
  clientErrorLeastRequests: 20,
  latencyP99Ms: 3000,
  integrationLatencyP99Ms: 2500,
  functionErrors: 1,
  functionThrottles: 1,
  durationShareOfTimeout: 0.8,
  concurrentExecutions: 100,
  eventAgeSeconds: 300,
  tableThrottles: 1,
  tableSystemErrors: 1,
  deadLetters: 1,
  authorizerErrors: 1,
  quotaExceeded: 1,
};

/** A stage that nobody watches at night need not wake anybody. */
const ALARMS_BY_DEFAULT = { dev: 'off', prod: 'on' } as const satisfies Record<StageName, Switch>;

/** Metrics of each method cost by their number, and those of the stage, which alarms watch, nothing. */
const DETAILED_METRICS_BY_DEFAULT = {
  dev: 'off',
  prod: 'on',
} as const satisfies Record<StageName, Switch>;

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
    dashboard: true,
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
    dashboard: true,
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
    /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region),
    'AWS_REGION',
    region,
    'a region such as eu-west-1',
  );
  const stage = (name: StageName): StageConfig => stageConfig(name, environment, root);
  return {
    projectName: PROJECT_NAME,
    region,
    ...accountSettings(environment),
    state: stateLocation(environment, region),
    ...artifactSettings(environment),
    tags: { project: PROJECT_NAME, owner: read(environment, 'GATEHOUSE_OWNER') ?? PROJECT_NAME },
    defaultEndpoint: readSwitch(environment, 'DEFAULT_ENDPOINT') ?? 'on',
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
  const prefix = PREFIXES[name];
  const runtime = read(environment, 'LAMBDA_RUNTIME') ?? 'nodejs22.x';
  expect(
    NODE_RUNTIMES.some((known) => known === runtime),
    'LAMBDA_RUNTIME',
    runtime,
    `${NODE_RUNTIMES.join(' or ')}, which AWS Lambda takes and the AWS provider knows`,
  );
  const issuer = `https://${PROJECT_NAME}.example/${name}`;
  const audience = `${PROJECT_NAME}-${name}`;
  return {
    ...STAGES[name],
    ...corsSettings(name, environment),
    ...alarmSettings(name, environment),
    detailedMetrics: hasDetailedMetrics(name, environment),
    ...domainSettings(prefix, environment),
    ...kmsSettings(prefix, environment),
    ...webAclSettings(prefix, environment),
    ...boundarySettings(prefix, environment),
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

function corsSettings(name: StageName, environment: Environment): Partial<StageSettings> {
  const variable = `${PREFIXES[name]}_CORS_ORIGINS` as const;
  const corsOrigins = read(environment, variable)
    ?.split(',')
    .map((one) => one.trim());
  if (corsOrigins === undefined) return {};
  for (const origin of corsOrigins) checkOrigin(variable, origin);
  // Whoever calls prod sends a key or a token along: which pages may do that is known.
  expect(
    name !== 'prod' || !corsOrigins.includes('*'),
    variable,
    corsOrigins.join(','),
    'a list of origins: prod takes keys and tokens, so not from every page',
  );
  return { corsOrigins };
}

function alarmSettings(name: StageName, environment: Environment): Partial<StageSettings> {
  const alarms = readSwitch(environment, `${PREFIXES[name]}_ALARMS`) ?? ALARMS_BY_DEFAULT[name];
  return alarms === 'on' ? { alarms: ALARM_THRESHOLDS, notifications: true } : {};
}

function hasDetailedMetrics(name: StageName, environment: Environment): boolean {
  const asked = readSwitch(environment, `${PREFIXES[name]}_DETAILED_METRICS`);
  return (asked ?? DETAILED_METRICS_BY_DEFAULT[name]) === 'on';
}

function domainSettings(prefix: Prefix, environment: Environment): Partial<StageSettings> {
  const domainName = read(environment, `${prefix}_DOMAIN_NAME`);
  const hostedZoneId = read(environment, `${prefix}_HOSTED_ZONE_ID`);
  if (domainName === undefined && hostedZoneId === undefined) return {};
  expect(
    domainName !== undefined && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(domainName),
    `${prefix}_DOMAIN_NAME`,
    domainName ?? '',
    `a domain name in lower case such as api.example.com, beside ${prefix}_HOSTED_ZONE_ID`,
  );
  expect(
    hostedZoneId !== undefined && /^[A-Z0-9]{1,32}$/.test(hostedZoneId),
    `${prefix}_HOSTED_ZONE_ID`,
    hostedZoneId ?? '',
    `the id of a hosted zone such as Z0123456789ABCDEFGHIJ, beside ${prefix}_DOMAIN_NAME`,
  );
  return { domain: { domainName, hostedZoneId } };
}

function kmsSettings(prefix: Prefix, environment: Environment): Partial<StageSettings> {
  const value = read(environment, `${prefix}_KMS_KEY`);
  if (value === undefined) return {};
  if (value === 'own') return { kmsKey: 'own' };
  expect(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(value),
    `${prefix}_KMS_KEY`,
    value,
    'own, or the ARN of a key (not of an alias)',
  );
  return { kmsKey: { arn: value } };
}

function webAclSettings(prefix: Prefix, environment: Environment): Partial<StageSettings> {
  const webAclArn = read(environment, `${prefix}_WEB_ACL_ARN`);
  if (webAclArn === undefined) return {};
  expect(
    /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]+\/[a-f0-9-]+$/.test(webAclArn),
    `${prefix}_WEB_ACL_ARN`,
    webAclArn,
    'the ARN of a regional web ACL of WAF',
  );
  return { webAclArn };
}

/** `npm run bootstrap` makes one per stage; its deploy roles make no role without. */
function boundarySettings(
  prefix: 'DEV' | 'PROD',
  environment: Environment,
): Partial<StageSettings> {
  const variable = `${prefix}_PERMISSIONS_BOUNDARY` as const;
  const arn = read(environment, variable);
  if (arn === undefined) return {};
  expect(
    /^arn:aws[a-z-]*:iam::\d{12}:policy\/[\w+=,.@/-]+$/.test(arn),
    variable,
    arn,
    'the ARN of an IAM policy',
  );
  return { permissionsBoundaryArn: arn };
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
  return { JWKS: JSON.stringify(readPublicKeys(file)) };
}

function accountSettings(environment: Environment): Pick<Config, 'accountId'> {
  const accountId = read(environment, 'AWS_ACCOUNT_ID');
  if (accountId === undefined) return {};
  expect(
    /^\d{12}$/.test(accountId),
    'AWS_ACCOUNT_ID',
    accountId,
    'the twelve digits of an account',
  );
  return { accountId };
}

function stateLocation(environment: Environment, region: string): StateLocation {
  const bucket = read(environment, 'TF_STATE_BUCKET');
  if (bucket === undefined) return { kind: 'local' };
  expect(BUCKET_NAME.test(bucket), 'TF_STATE_BUCKET', bucket, "a bucket's name");
  return { kind: 's3', bucket, region, prefix: PROJECT_NAME };
}

function artifactSettings(environment: Environment): Pick<Config, 'artifactBucket'> {
  const bucket = read(environment, 'ARTIFACT_BUCKET');
  if (bucket === undefined) return {};
  expect(BUCKET_NAME.test(bucket), 'ARTIFACT_BUCKET', bucket, "a bucket's name");
  return { artifactBucket: bucket };
}

function readSwitch(environment: Environment, name: Variable): Switch | undefined {
  const value = read(environment, name);
  if (value === undefined || value === 'on' || value === 'off') return value;
  throw new Error(`${name}="${value}": must be on or off`);
}

/** An empty variable is one that is not set: that is how CI systems hand on what they do not have. */
function read(environment: Environment, name: Variable): string | undefined {
  const value = environment[name];
  return value === undefined || value === '' ? undefined : value;
}
