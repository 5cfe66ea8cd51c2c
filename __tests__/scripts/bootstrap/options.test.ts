import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeLogging } from '../../../scripts/bootstrap/account-logging';
import { nextSteps } from '../../../scripts/bootstrap/next-steps';
import { choose, type Flags } from '../../../scripts/bootstrap/options';
import { readRemembered, type Remembered } from '../../../scripts/bootstrap/remembered';
import { parseTrust } from '../../../scripts/bootstrap/trust';

const CI_DEV = 'arn:aws:iam::123456789012:user/ci-dev';
const CI_PROD = 'arn:aws:iam::123456789012:user/ci-prod';
const NONE: Flags = {
  trust: [],
  'same-trust': false,
  'gateway-logging': false,
  'no-gateway-logging': false,
  forget: false,
};
const BARE = { dev: {}, prod: {} };
const BEFORE: Remembered = {
  trust: { dev: [CI_DEV], prod: [CI_PROD] },
  gatewayLogging: true,
  settings: { prod: { domain: { domainName: 'api.example.com', hostedZoneId: 'Z1' } } },
};

describe('--trust', () => {
  it('names the role and who may take it, as often as needed', () => {
    const flags = [`dev=${CI_DEV}`, `plan=${CI_DEV}`, `plan=${CI_PROD}`];
    expect(parseTrust(flags, false)).toEqual({ dev: [CI_DEV], plan: [CI_DEV, CI_PROD] });
  });

  it.each([CI_DEV, `staging=${CI_DEV}`, 'dev=ci-dev', 'dev=*', 'dev=arn:aws:iam::1:user/x', ''])(
    'does not take "%s"',
    (flag) => {
      expect(() => parseTrust([flag], false)).toThrow(/^--trust .*: must be dev=ARN, prod=ARN/);
    },
  );

  it('lets nobody deploy both stages without being told to', () => {
    const both = [`dev=${CI_DEV}`, `prod=${CI_DEV}`];
    expect(() => parseTrust(both, false)).toThrow(`${CI_DEV} would deploy dev and prod`);
    expect(parseTrust(both, true)).toEqual({ dev: [CI_DEV], prod: [CI_DEV] });
  });

  it('is held against what was said before', () => {
    const flags = { ...NONE, trust: [`prod=${CI_DEV}`] };
    expect(() => choose(flags, BARE, BEFORE)).toThrow('would deploy dev and prod');
  });
});

describe('what is not said again', () => {
  it('stays as it was', () => {
    expect(choose(NONE, BARE, BEFORE)).toEqual({
      ...BEFORE,
      settings: { dev: {}, prod: BEFORE.settings['prod'] },
    });
  });

  it('is nothing at the first run', () => {
    expect(choose(NONE, BARE, undefined)).toEqual({
      trust: {},
      gatewayLogging: false,
      settings: BARE,
    });
  });

  it('is taken away by flags that say so', () => {
    const flags = { ...NONE, 'no-gateway-logging': true, forget: true };
    expect(choose(flags, BARE, BEFORE)).toMatchObject({ gatewayLogging: false, settings: BARE });
  });

  it('is replaced, one role by another, one domain name by another', () => {
    const domain = { domainName: 'new.example.com', hostedZoneId: 'Z1' };
    const chosen = choose(
      { ...NONE, trust: [`plan=${CI_DEV}`], 'gateway-logging': true },
      { dev: { kmsKey: 'own' }, prod: { domain, kmsKey: { arn: 'arn:key' } } },
      BEFORE,
    );
    expect(chosen).toEqual({
      trust: { ...BEFORE.trust, plan: [CI_DEV] },
      gatewayLogging: true,
      settings: { dev: {}, prod: { domain, kmsKey: { arn: 'arn:key' } } },
    });
  });

  it('cannot be both', () => {
    const flags = { ...NONE, 'gateway-logging': true, 'no-gateway-logging': true };
    expect(() => choose(flags, BARE, BEFORE)).toThrow('say one of them');
  });
});

describe("bootstrap's own state", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-bootstrap-'));
    file = join(folder, 'terraform.tfstate');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const bucket = { type: 'aws_s3_bucket', instances: [] };
  const account = { type: 'aws_api_gateway_account', instances: [] };
  const write = (state: unknown): void => {
    writeFileSync(file, JSON.stringify(state));
  };

  it('tells what an earlier run was told', () => {
    const { trust, settings } = BEFORE;
    write({
      resources: [bucket, account],
      outputs: { remembered: { value: JSON.stringify({ trust, settings }) } },
    });
    expect(readRemembered(file)).toEqual(BEFORE);
  });

  it('of an older version tells what is there', () => {
    write({ resources: [bucket, account], outputs: {} });
    expect(readRemembered(file)).toEqual({ trust: {}, gatewayLogging: true, settings: {} });
  });

  it('is not there before the first run, nor after one that made nothing', () => {
    expect(readRemembered(file)).toBeUndefined();
    write({ resources: [], outputs: {} });
    expect(readRemembered(file)).toBeUndefined();
  });

  it('that is none is an error in a line', () => {
    writeFileSync(file, '<<<<<<< ours');
    expect(() => readRemembered(file)).toThrow(/terraform\.tfstate: not JSON/);
  });
});

describe("an administrator is told of API Gateway's role for logs", () => {
  const own = 'arn:aws:iam::123456789012:role/gatehouse-api-gateway-logs-eu-west-1';
  const ownName = 'gatehouse-api-gateway-logs-eu-west-1';

  it.each([
    [undefined, false, 'no stage can be deployed; say --gateway-logging'],
    [undefined, true, 'it gets one'],
    [own, true, 'which is ours'],
    ['arn:aws:iam::123456789012:role/other', false, '--gateway-logging is not needed'],
    ['arn:aws:iam::123456789012:role/other', true, 'in its place'],
  ])('%s, wanted %s: %s', (roleArn, isWanted, said) => {
    expect(describeLogging({ roleArn, ownName, isWanted })).toContain(said);
  });
});

describe('the next steps', () => {
  it('name every setting, and whose branch a role is for', () => {
    const text = nextSteps({
      state_bucket: 'states',
      artifact_bucket: 'zips',
      dev_boundary_arn: 'boundary-dev',
      prod_boundary_arn: 'boundary-prod',
      plan_role_arn: 'plan',
      dev_deploy_role_arn: 'deploy-dev',
      prod_deploy_role_arn: 'deploy-prod',
    });
    for (const line of [
      'TF_STATE_BUCKET=states',
      'ARTIFACT_BUCKET=zips',
      'DEV_PERMISSIONS_BOUNDARY=boundary-dev',
      'PROD_PERMISSIONS_BOUNDARY=boundary-prod',
      'PLAN_ROLE_ARN=plan',
      'DEPLOY_ROLE_ARN=deploy-dev   # for the branch of dev alone',
      'DEPLOY_ROLE_ARN=deploy-prod   # for the branch of prod alone',
    ]) {
      expect(text).toContain(`  ${line}\n`);
    }
  });
});
