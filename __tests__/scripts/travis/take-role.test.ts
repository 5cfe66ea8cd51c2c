import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const ROLE_ARN = 'arn:aws:iam::123456789012:role/gatehouse-deploy-dev-eu-west-1';
const GIVEN =
  '<AssumeRoleResponse><AssumeRoleResult><Credentials>\n<AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>s+e/c</SecretAccessKey>\n<SessionToken>tok/en==</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>';
const REFUSED =
  '<ErrorResponse><Error><Code>AccessDenied</Code><Message>User ci-dev is not authorized</Message></Error></ErrorResponse>';

interface Asked {
  readonly body: string;
  readonly authorization: string;
}

/** An STS that gives one answer. */
class Sts {
  readonly asked: Asked[] = [];
  readonly #server: Server;

  constructor(status: number, answer: string) {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.asked.push({
          body: Buffer.concat(parts).toString(),
          authorization: request.headers.authorization ?? '',
        });
        response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  stop(): void {
    this.#server.close();
  }
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs lines in one shell, as Travis runs the phases of a job. */
function shell(lines: readonly string[], env: Record<string, string>): Promise<Ran> {
  const child = spawn('bash', ['-c', lines.join('\n')], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', TRAVIS_SECURE_ENV_VARS: 'true', ...env },
  });
  const ran = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (ran.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (ran.err += part.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, ...ran });
    });
  });
}

const TAKE = '. scripts/travis-take-role.sh';
const USE = '. scripts/travis-use-role.sh';
const SEEN = 'env | grep -E "^(AWS_|GITHUB_)" | sort';
const KEYS = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAUSER',
  AWS_SECRET_ACCESS_KEY: 'user-secret',
  GITHUB_TOKEN: 'ghp_token',
};
const DEPLOY = { ...KEYS, ROLE: 'deploy', DEPLOY_ROLE_ARN: ROLE_ARN };

describe('a build takes a role', () => {
  let sts: Sts;
  let AWS_ENDPOINT_URL: string;

  beforeEach(async () => {
    sts = new Sts(200, GIVEN);
    AWS_ENDPOINT_URL = await sts.start();
  });

  afterEach(() => {
    sts.stop();
  });

  it("asks STS for it by the user's keys", async () => {
    const { code, out } = await shell(['set -e', TAKE], { ...DEPLOY, AWS_ENDPOINT_URL });
    expect([code, out]).toEqual([0, `took ${ROLE_ARN} for an hour\n`]);
    const [asked] = sts.asked;
    expect(asked?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAUSER\/\d+\/eu-west-1\/sts\//,
    );
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: ROLE_ARN,
      RoleSessionName: 'travis-0',
      DurationSeconds: '3600',
    });
  });

  it('shows no child the keys, the session or the token until they are needed', async () => {
    const { out } = await shell(['set -e', TAKE, SEEN], { ...DEPLOY, AWS_ENDPOINT_URL });
    expect(out).not.toMatch(/AKIAUSER|user-secret|ASIASESSION|tok\/en|ghp_token/);
  });

  it('then hands on the session and nothing of the user', async () => {
    const { out } = await shell(['set -e', TAKE, USE, SEEN], { ...DEPLOY, AWS_ENDPOINT_URL });
    expect(out.split('\n').slice(1, -1)).toEqual([
      'AWS_ACCESS_KEY_ID=ASIASESSION',
      `AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL}`,
      'AWS_REGION=eu-west-1',
      'AWS_SECRET_ACCESS_KEY=s+e/c',
      'AWS_SESSION_TOKEN=tok/en==',
      'GITHUB_TOKEN=ghp_token',
    ]);
  });

  it('takes the role that only reads where the job plans', async () => {
    const plan = ROLE_ARN.replace('deploy-dev', 'plan');
    await shell([TAKE], { ...DEPLOY, ROLE: 'plan', PLAN_ROLE_ARN: plan, AWS_ENDPOINT_URL });
    expect(new URLSearchParams(sts.asked[0]?.body).get('RoleArn')).toBe(plan);
  });

  it('takes none for the tests, and hides the keys all the same', async () => {
    const { code, out } = await shell(['set -e', TAKE, SEEN], { ...KEYS, AWS_ENDPOINT_URL });
    expect([code, sts.asked, out]).toEqual([
      0,
      [],
      `AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL}\nAWS_REGION=eu-west-1\n`,
    ]);
  });

  it("takes none for a fork's pull request", async () => {
    const env = { ROLE: 'plan', TRAVIS_SECURE_ENV_VARS: 'false', AWS_ENDPOINT_URL };
    expect([(await shell(['set -e', TAKE], env)).code, sts.asked]).toEqual([0, []]);
  });

  it.each([
    [{ DEPLOY_ROLE_ARN: '' }, 'DEPLOY_ROLE_ARN="": must be the ARN of a role'],
    [{ DEPLOY_ROLE_ARN: 'gatehouse-deploy-dev' }, 'must be the ARN of a role'],
    [{ AWS_SECRET_ACCESS_KEY: '' }, "must be the keys of the CI's user"],
    [{ ROLE: 'admin' }, 'ROLE=admin: must be deploy or plan'],
  ])('ends the build with %j', async (change, said) => {
    const { code, err } = await shell(['set -e', TAKE, 'echo went on'], {
      ...DEPLOY,
      ...change,
      AWS_ENDPOINT_URL,
    });
    expect(code).toBe(1);
    expect(err).toContain(said);
  });

  it('uses none that was not taken', async () => {
    const { code, err } = await shell(['set -e', USE], {});
    expect([code, err]).toEqual([1, expect.stringContaining('no role was taken')]);
  });
});

describe('a role that STS refuses', () => {
  it('ends the build with what STS said, and leaves no keys', async () => {
    const sts = new Sts(403, REFUSED);
    const AWS_ENDPOINT_URL = await sts.start();
    const ran = await shell([`${TAKE} || true`, SEEN], { ...DEPLOY, AWS_ENDPOINT_URL });
    sts.stop();
    expect(ran.err).toContain(
      `${ROLE_ARN} cannot be taken by the keys of this branch: User ci-dev`,
    );
    expect(ran.out).not.toMatch(/AKIAUSER|user-secret/);
  });
});
