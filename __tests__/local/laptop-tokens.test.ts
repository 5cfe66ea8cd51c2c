import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { api } from '../../api';
import { loadConfig, STAGE_NAMES, type StageName } from '../../config';
import { createHandler } from '../../functions/authorizer/handler';
import { createLog } from '../../functions/shared/log';
import { startLocal, type LocalRuntime } from '../../local';
import { KeyStore, publicJwk } from '../../local/tokens/key-store';
import { signToken } from '../../local/tokens/sign';
import { routeScopesFile } from '../../modules/route-scopes';
import { privateKeyFolder } from '../../scripts/keys/private-key-folder';
import { updateStageKeys } from '../../scripts/keys/stage-keys';
import { synthesizeProject } from '../helpers/project';

/** Two trust domains: what a laptop prints opens that laptop, and nothing that is deployed. */

const SILENT = () => undefined;
const log = createLog({
  level: 'error',
  sink: { debug: SILENT, info: SILENT, warn: SILENT, error: SILENT },
});

let root: string;
let app: string;

/** A project whose keys are published, as before a deployment. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'));
  mkdirSync(join(root, 'keys'));
  for (const stage of STAGE_NAMES) await updateStageKeys(root, stage, 'publish');
  app = (await synthesizeProject(root)).outdir;
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

const stackText = (stage: StageName) =>
  readFileSync(join(app, `stacks/gatehouse-${stage}/cdk.tf.json`), 'utf8');

/** The environment of the authorizer that would be deployed to a stage, from the Terraform JSON itself. */
function deployedSettings(stage: StageName): Record<string, string> {
  const { resource } = JSON.parse(stackText(stage)) as {
    resource: {
      aws_lambda_function: Record<
        string,
        { function_name: string; environment: { variables: Record<string, string> } }
      >;
    };
  };
  const found = Object.values(resource.aws_lambda_function).find(
    ({ function_name: name }) => name === `gatehouse-${stage}-authorizer`,
  );
  if (found === undefined) throw new Error(`${stage} has no authorizer`);
  return found.environment.variables;
}

/** What the deployed authorizer of a stage makes of a token. */
function deployed(stage: StageName, token: string) {
  return createHandler(
    deployedSettings(stage),
    log,
    () => routeScopesFile(api)['route-scopes.json'] ?? '',
  )({
    type: 'TOKEN',
    methodArn: `arn:aws:execute-api:us-east-1:123456789012:abcdef1234/${stage}/GET/items/7`,
    authorizationToken: `Bearer ${token}`,
  });
}

async function signed(stage: StageName, folder: string): Promise<string> {
  const { issuer, audience } = loadConfig({}, root).stages[stage];
  const { current } = await new KeyStore(folder).load(stage);
  return signToken(current, {
    issuer,
    audience,
    subject: 'me',
    scopes: ['items:read'],
    ttlSeconds: 60,
  });
}

const deployableKeys = () => privateKeyFolder(root);
const start = (data?: string): Promise<LocalRuntime> =>
  startLocal({ app, port: 0, data, keys: deployableKeys() });

/** 404: it was let in, and there is no such item. */
async function statusOf({ stages }: LocalRuntime, stage: StageName, token: string) {
  const answer = await fetch(`${stages[stage]?.url ?? ''}/items/none`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return answer.status;
}

describe.each([
  ['kept', 'data'],
  ['in memory', undefined],
])('a laptop whose keys are %s', (_what, folder) => {
  let runtime: LocalRuntime;
  let data: string | undefined;

  beforeAll(async () => {
    data = folder === undefined ? undefined : join(root, folder);
    runtime = await start(data);
  });

  afterAll(async () => {
    await runtime.stop();
  });

  const tokenOf = (stage: StageName) => runtime.stages[stage]?.token ?? '';

  describe.each(STAGE_NAMES)('in %s', (stage) => {
    it('prints a token that opens it, and that the deployed authorizer refuses', async () => {
      expect(await statusOf(runtime, stage, tokenOf(stage))).toBe(404);
      await expect(deployed(stage, tokenOf(stage))).rejects.toThrow('Unauthorized');
    });

    it('signs with another key and in another name than what can be deployed', async () => {
      const { kid } = decodeProtectedHeader(tokenOf(stage));
      const jwks = readFileSync(join(root, `keys/${stage}.jwks.json`), 'utf8');
      const { current } = await new KeyStore(deployableKeys()).load(stage);
      expect(kid).toMatch(/^laptop-/);
      expect(kid).not.toBe(current.kid);
      expect(jwks).toContain(current.kid);
      expect(jwks).not.toContain('laptop-');
      expect(stackText(stage)).not.toContain('laptop-');
      expect(decodeJwt(tokenOf(stage)).iss).not.toBe(deployedSettings(stage)['ISSUER']);
      expect(deployedSettings(stage)).not.toHaveProperty('MORE_ISSUERS');
    });

    it('takes a token of npm run token as well, which AWS takes', async () => {
      const token = await signed(stage, deployableKeys());
      expect(await statusOf(runtime, stage, token)).toBe(404);
      expect((await deployed(stage, token)).principalId).toBe('me');
    });

    it('never lets a token of one stage into the other', async () => {
      const other = stage === 'dev' ? 'prod' : 'dev';
      expect(await statusOf(runtime, other, tokenOf(stage))).toBe(401);
      await expect(deployed(other, tokenOf(stage))).rejects.toThrow('Unauthorized');
    });
  });
});

describe('the keys of a laptop', () => {
  it('are kept beside its data, for their owner alone, and stay the same', async () => {
    const data = join(root, 'kept-data');
    const kids = [];
    for (let at = 0; at < 2; at += 1) {
      const runtime = await start(data);
      kids.push(decodeProtectedHeader(runtime.stages['dev']?.token ?? '').kid);
      await runtime.stop();
    }
    expect(kids[0]).toBe(kids[1]);
    expect(statSync(join(data, 'laptop-keys')).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, 'laptop-keys/dev.json')).mode & 0o777).toBe(0o600);
    await expect(
      signed('dev', join(data, 'laptop-keys')).then((token) => deployed('dev', token)),
    ).rejects.toThrow('Unauthorized');
  });

  it('are refused in a file that is deployed', async () => {
    const folder = mkdtempSync(join(root, 'mixed-'));
    const data = join(root, 'mixed-data');
    const runtime = await start(data);
    await runtime.stop();
    const { current } = await new KeyStore(join(data, 'laptop-keys')).load('prod');
    mkdirSync(join(folder, 'keys'));
    writeFileSync(
      join(folder, 'keys/prod.jwks.json'),
      JSON.stringify({ keys: [publicJwk(current)] }),
    );
    expect(() => loadConfig({}, folder)).toThrow(/prod\.jwks\.json: key laptop-.* take it out/);
  });

  it('are never taken from a file that held deployable ones', async () => {
    const data = join(root, 'swapped');
    await new KeyStore(join(data, 'laptop-keys')).load('dev');
    await expect(start(data)).rejects.toThrow(/laptop-keys\/dev\.json is not the key file/);
  });
});

it('keeps nothing with no data folder: no key, no item, no log', async () => {
  const empty = mkdtempSync(join(root, 'empty-'));
  const before = process.cwd();
  const keys = join(empty, 'keys');
  process.chdir(empty);
  try {
    const runtime = await startLocal({ app, port: 0, keys });
    const { url, apiKey } = runtime.stages['dev'] ?? {};
    const stored = await fetch(`${url ?? ''}/items`, {
      method: 'POST',
      body: '{}',
      headers: { 'x-api-key': apiKey ?? '', 'content-type': 'application/json' },
    });
    expect(stored.status).toBe(201);
    await runtime.stop();
  } finally {
    process.chdir(before);
  }
  expect(readdirSync(empty)).toEqual([]);
  expect(existsSync(keys)).toBe(false);
});
