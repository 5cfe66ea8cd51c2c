import { ENVIRONMENT_VARIABLES, loadConfig, parseStageName, type StageName } from '../config';

const NO_KEYS = 'there are no keys here';
const ZONE = 'Z0123456789ABC';
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000';
const BOUNDARY = 'arn:aws:iam::123456789012:policy/gatehouse-dev-boundary';
const ACL =
  'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/gate/0a1b2c3d-0000-4000-8000-000000000000';

const DEV_DOMAIN = { DEV_DOMAIN_NAME: 'dev-api.example.com', DEV_HOSTED_ZONE_ID: ZONE };
const PROD_DOMAIN = { PROD_DOMAIN_NAME: 'api.example.com', PROD_HOSTED_ZONE_ID: ZONE };
/** Each variable in the smallest environment in which it says something. */
const ALONE: Readonly<
  Record<keyof typeof ENVIRONMENT_VARIABLES, Readonly<Record<string, string>>>
> = {
  AWS_REGION: { AWS_REGION: 'eu-west-1' },
  AWS_ACCOUNT_ID: { AWS_ACCOUNT_ID: '123456789012' },
  TF_STATE_BUCKET: { TF_STATE_BUCKET: 'my-states' },
  ARTIFACT_BUCKET: { ARTIFACT_BUCKET: 'my-zips' },
  GATEHOUSE_OWNER: { GATEHOUSE_OWNER: 'team-gate' },
  LAMBDA_RUNTIME: { LAMBDA_RUNTIME: 'nodejs24.x' },
  DEV_CORS_ORIGINS: { DEV_CORS_ORIGINS: 'https://a.example.com' },
  PROD_CORS_ORIGINS: { PROD_CORS_ORIGINS: 'https://a.example.com' },
  DEV_JWKS_URI: { DEV_JWKS_URI: 'https://id.example.com/jwks' },
  PROD_JWKS_URI: { PROD_JWKS_URI: 'https://id.example.com/jwks' },
  DEV_DOMAIN_NAME: DEV_DOMAIN,
  PROD_DOMAIN_NAME: PROD_DOMAIN,
  DEV_HOSTED_ZONE_ID: DEV_DOMAIN,
  PROD_HOSTED_ZONE_ID: PROD_DOMAIN,
  DEFAULT_ENDPOINT: { DEFAULT_ENDPOINT: 'off' },
  DEV_ALARMS: { DEV_ALARMS: 'on' },
  PROD_ALARMS: { PROD_ALARMS: 'off' },
  DEV_KMS_KEY: { DEV_KMS_KEY: 'own' },
  PROD_KMS_KEY: { PROD_KMS_KEY: 'own' },
  DEV_PERMISSIONS_BOUNDARY: { DEV_PERMISSIONS_BOUNDARY: BOUNDARY },
  PROD_PERMISSIONS_BOUNDARY: { PROD_PERMISSIONS_BOUNDARY: BOUNDARY },
  DEV_WEB_ACL_ARN: { DEV_WEB_ACL_ARN: ACL },
  PROD_WEB_ACL_ARN: { PROD_WEB_ACL_ARN: ACL },
};

function stage(name: StageName, environment: Readonly<Record<string, string>>) {
  return loadConfig(environment, NO_KEYS).stages[name];
}

describe('loadConfig', () => {
  it('alarms in prod and not in dev by default', () => {
    expect(stage('prod', {})).toMatchObject({ notifications: true, alarms: { functionErrors: 1 } });
    expect(stage('dev', {})).not.toHaveProperty('alarms');
    expect(stage('dev', {})).not.toHaveProperty('notifications');
  });

  it.each<[StageName, Readonly<Record<string, string>>, Readonly<Record<string, unknown>>]>([
    ['dev', { DEV_ALARMS: 'on' }, { notifications: true, alarms: { deadLetters: 1 } }],
    [
      'prod',
      { PROD_DOMAIN_NAME: 'api.example.com', PROD_HOSTED_ZONE_ID: ZONE },
      { domain: { domainName: 'api.example.com', hostedZoneId: ZONE } },
    ],
    ['dev', { DEV_KMS_KEY: 'own' }, { kmsKey: 'own' }],
    ['prod', { PROD_KMS_KEY: KEY }, { kmsKey: { arn: KEY } }],
    ['dev', { DEV_PERMISSIONS_BOUNDARY: BOUNDARY }, { permissionsBoundaryArn: BOUNDARY }],
    ['prod', { PROD_WEB_ACL_ARN: ACL }, { webAclArn: ACL }],
    ['dev', { DEV_CORS_ORIGINS: '*' }, { corsOrigins: ['*'] }],
    [
      'prod',
      { PROD_CORS_ORIGINS: 'https://a.example.com, https://b.example.com' },
      { corsOrigins: ['https://a.example.com', 'https://b.example.com'] },
    ],
  ])('sets %s from %j', (name, environment, expected) => {
    expect(stage(name, environment)).toMatchObject(expected);
  });

  it('switches alarms of prod off when it is told to', () => {
    expect(stage('prod', { PROD_ALARMS: 'off' })).not.toHaveProperty('alarms');
  });

  it('takes an empty variable for one that is not set', () => {
    const names = Object.keys(ENVIRONMENT_VARIABLES);
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(loadConfig(empty, NO_KEYS)).toEqual(loadConfig({}, NO_KEYS));
  });

  it.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ AWS_REGION: 'mars' }, /^AWS_REGION="mars": must be a region such as eu-west-1$/],
    [{ AWS_ACCOUNT_ID: '1234' }, /^AWS_ACCOUNT_ID="1234": must be the twelve digits/],
    [{ LAMBDA_RUNTIME: 'python3.13' }, /^LAMBDA_RUNTIME="python3.13": must be a Node runtime/],
    [{ TF_STATE_BUCKET: 'A B' }, /^TF_STATE_BUCKET="A B": must be a bucket's name$/],
    [{ TF_STATE_BUCKET: '-states' }, /^TF_STATE_BUCKET="-states": must be a bucket's name$/],
    [{ ARTIFACT_BUCKET: 's3://zips' }, /^ARTIFACT_BUCKET="s3:\/\/zips": must be a bucket's name$/],
    [
      { PROD_PERMISSIONS_BOUNDARY: 'gatehouse-prod-boundary' },
      /^PROD_PERMISSIONS_BOUNDARY="gatehouse-prod-boundary": must be the ARN of an IAM policy$/,
    ],
    [{ DEFAULT_ENDPOINT: 'no' }, /^DEFAULT_ENDPOINT="no": must be on or off$/],
    [{ DEV_ALARMS: 'yes' }, /^DEV_ALARMS="yes": must be on or off$/],
    [
      { PROD_CORS_ORIGINS: '*' },
      /^PROD_CORS_ORIGINS="\*": must be a list of origins: prod takes keys and tokens/,
    ],
    [{ PROD_CORS_ORIGINS: 'https://a.example.com,*' }, /^PROD_CORS_ORIGINS=.*list of origins/],
    [{ DEV_CORS_ORIGINS: 'a.example.com' }, /^DEV_CORS_ORIGINS="a.example.com": must be origins/],
    [{ DEV_CORS_ORIGINS: 'https://a.example.com/' }, /^DEV_CORS_ORIGINS=/],
    [{ DEV_JWKS_URI: 'http://a.example.com' }, /^DEV_JWKS_URI=.*https:/],
    [
      { DEV_DOMAIN_NAME: 'api.example.com' },
      /^DEV_HOSTED_ZONE_ID="": must be the id of a hosted zone .* beside DEV_DOMAIN_NAME$/,
    ],
    [
      { DEV_HOSTED_ZONE_ID: ZONE },
      /^DEV_DOMAIN_NAME="": must be a domain name .* beside DEV_HOSTED_ZONE_ID$/,
    ],
    [
      { PROD_DOMAIN_NAME: 'https://api.example.com', PROD_HOSTED_ZONE_ID: ZONE },
      /^PROD_DOMAIN_NAME="https:/,
    ],
    [{ PROD_DOMAIN_NAME: 'localhost', PROD_HOSTED_ZONE_ID: ZONE }, /^PROD_DOMAIN_NAME=/],
    [{ PROD_KMS_KEY: 'alias/mine' }, /^PROD_KMS_KEY="alias\/mine": must be own, or the ARN/],
    [{ DEV_WEB_ACL_ARN: ACL.replace('regional', 'global') }, /^DEV_WEB_ACL_ARN=.*regional web ACL/],
  ])('rejects %j', (environment, expected) => {
    expect(() => loadConfig(environment, NO_KEYS)).toThrow(expected);
  });

  it('reads every variable that it names, and no other', () => {
    const asked = new Set<string>();
    const environment = new Proxy<Readonly<Record<string, string>>>(
      {},
      {
        get(_, name) {
          asked.add(String(name));
          return undefined;
        },
      },
    );
    loadConfig(environment, NO_KEYS);
    expect([...asked].sort()).toEqual(Object.keys(ENVIRONMENT_VARIABLES).sort());
  });

  it.each(Object.entries(ALONE))('is changed by %s', (name, environment) => {
    expect(environment).toHaveProperty(name);
    const withIt = JSON.stringify(loadConfig(environment, NO_KEYS));
    expect(withIt).not.toBe(JSON.stringify(loadConfig({}, NO_KEYS)));
  });

  it('is changed by nothing else in the environment', () => {
    const others = { STAGE: 'prod', TABLE_NAME: 'a', JWKS: '{}', HOME: '/', CI: 'true' };
    expect(loadConfig(others, NO_KEYS)).toEqual(loadConfig({}, NO_KEYS));
  });

  it('names no bucket for large zips unless it is told one', () => {
    expect(loadConfig({}, NO_KEYS)).not.toHaveProperty('artifactBucket');
    expect(loadConfig({ ARTIFACT_BUCKET: 'my-zips' }, NO_KEYS).artifactBucket).toBe('my-zips');
  });

  it('keeps the state in files unless a bucket is named', () => {
    expect(loadConfig({}, NO_KEYS).state).toEqual({ kind: 'local' });
    expect(loadConfig({ TF_STATE_BUCKET: 'my-states', AWS_REGION: 'eu-west-1' }).state).toEqual({
      kind: 's3',
      bucket: 'my-states',
      region: 'eu-west-1',
      prefix: 'gatehouse',
    });
  });
});

describe('parseStageName', () => {
  it.each(['dev', 'prod'])('knows %s', (name) => {
    expect(parseStageName(name)).toBe(name);
  });

  it.each(['staging', 'DEV', '', undefined])(
    'refuses %s with the stages that there are',
    (name) => {
      expect(() => parseStageName(name)).toThrow(
        /^there is no stage ".*": the stages are dev and prod \(STAGE_NAMES in config\.ts\)$/,
      );
    },
  );
});
