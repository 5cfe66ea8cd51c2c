import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JWTPayload } from 'jose';
import { SignJWT } from 'jose/jwt/sign';
import { importJWK } from 'jose/key/import';
import { api } from '../../api';
import { loadConfig, STAGE_NAMES, type Config, type StageName } from '../../config';
import { startLocal, type LocalRuntime } from '../../local';
import { KeyStore } from '../../local/tokens/key-store';
import { createApp } from '../../modules';
import { buildFunctions } from '../../scripts/build';

const ROOT = resolve(__dirname, '../..');

/** This project, built, synthesized and served: what an end-to-end test calls. */
export interface Project {
  readonly runtime: LocalRuntime;
  url(stage: StageName): string;
  key(stage: StageName): string;
  token(stage: StageName): string;
  /** A token that the stage's deployable key signed, with claims of the test's choice. */
  sign(stage: StageName, claims?: JWTPayload): Promise<string>;
  /** Claims that the stage's authorizer asks for. */
  claims(stage: StageName): JWTPayload;
  stop(): Promise<void>;
}

/** What a test would have otherwise in `config.ts`. */
export type ConfigChange = (config: Config) => Config;

/** Settings under which no test runs into a throttle or a quota by being fast. */
export const UNLIMITED: ConfigChange = (config) => ({
  ...config,
  stages: {
    dev: { ...config.stages.dev, ...NO_LIMITS },
    prod: { ...config.stages.prod, ...NO_LIMITS },
  },
});

const NO_LIMITS = {
  throttle: { rateLimit: 10_000, burstLimit: 5000 },
  keyThrottle: { rateLimit: 10_000, burstLimit: 5000 },
  keyQuota: { limit: 1_000_000, period: 'DAY' },
} as const;

/**
 * Builds, and synthesizes into a folder.
 *
 * @returns The `cdktf.out` in it, and the settings it was made of.
 */
export async function synthesizeProject(
  folder: string,
  change: ConfigChange = (config) => config,
): Promise<{ readonly outdir: string; readonly config: Config }> {
  const config = change(loadConfig({}, folder));
  await buildFunctions();
  const outdir = join(folder, 'cdktf.out');
  createApp({ ...config, definition: api, zips: join(ROOT, 'dist'), outdir }).synth();
  return { outdir, config };
}

/** Builds and synthesizes into a folder of its own and serves it from there, in memory. */
export async function startProject(change?: ConfigChange): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
  const keys = join(folder, 'keys');
  const { outdir, config } = await synthesizeProject(folder, change);
  for (const stage of STAGE_NAMES) await new KeyStore(keys).load(stage);
  const runtime = await startLocal({ app: outdir, port: 0, data: undefined, keys });
  const access = (stage: StageName) => {
    const found = runtime.stages[stage];
    if (found === undefined) throw new Error(`${stage} is not served`);
    return found;
  };
  const claims = (stage: StageName): JWTPayload => ({
    iss: config.stages[stage].issuer,
    aud: config.stages[stage].audience,
    sub: 'me',
    scope: 'items:read',
    exp: Math.floor(Date.now() / 1000) + 3600,
  });
  return {
    runtime,
    url: (stage) => access(stage).url,
    key: (stage) => access(stage).apiKey ?? '',
    token: (stage) => access(stage).token ?? '',
    claims,
    async sign(stage, changed = {}) {
      const { current } = await new KeyStore(keys).load(stage);
      return new SignJWT({ ...claims(stage), ...changed })
        .setProtectedHeader({ alg: 'ES256', kid: current.kid })
        .sign(await importJWK({ ...current }, 'ES256'));
    },
    async stop() {
      await runtime.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
