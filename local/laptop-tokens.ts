import { readFileSync } from 'node:fs';
import type { Application, FunctionDefinition } from './application';
import type { Clock } from './clock';
import { readZip } from './lambda/code/unzip';
import { localStages, type LocalStage } from './stage-access';
import { publicJwk, type KeyStore, type PublicJwk } from './tokens/key-store';
import { laptopIssuer, type LaptopKeys } from './tokens/laptop-keys';
import { signToken } from './tokens/sign';

/** In the zip of an authorizer: `[{"scope":"items:read","methods":["GET/items/*"]}]`. */
const ROUTE_SCOPES = 'route-scopes.json';
/** A working day: a token that was pasted in the morning still works in the evening. */
const TTL_SECONDS = 12 * 3600;

/** What the laptop can do with a stage's authorizer. */
interface TokenSettings {
  readonly audience: string;
  readonly scopes: readonly string[];
}

export interface LaptopTokensOptions {
  /** What signs on the laptop. */
  readonly keys: LaptopKeys;
  /** The keys of `npm run token`, whose tokens are taken as well; the laptop never signs with them. @default - none */
  readonly deployable?: KeyStore;
  /** Whether a deployable key is made where there is none, so that a token of tomorrow is taken. */
  readonly makesDeployable: boolean;
}

/**
 * Makes the laptop an issuer that its own authorizers know, and no other: its name and the public half of its key are
 * added, in memory, to the variable `MORE_ISSUERS` of each authorizer function. The Terraform JSON, and so what is
 * deployed, never holds them.
 */
export class LaptopTokens {
  readonly #options: LaptopTokensOptions;

  constructor(options: LaptopTokensOptions) {
    this.#options = options;
  }

  /** The application with authorizers that take this laptop's tokens as well. */
  async admit(application: Application): Promise<Application> {
    const environments = new Map<string, Readonly<Record<string, string>>>();
    for (const { stage, authorizerFunctions } of localStages(application)) {
      for (const one of authorizerFunctions) {
        if (tokenSettings(one) === undefined) continue;
        environments.set(one.name, await this.#environment(stage.name, one.environment));
      }
    }
    return {
      ...application,
      functions: application.functions.map((one) => ({
        ...one,
        environment: environments.get(one.name) ?? one.environment,
      })),
    };
  }

  /**
   * A token that the stage's authorizer lets in everywhere; `null` when it has no authorizer that takes one.
   *
   * @param clock Default: the machine's; one that is a day slow makes a token that has run out.
   */
  async tokenFor(
    { stage, authorizerFunctions }: LocalStage,
    clock: Clock = Date.now,
  ): Promise<string | null> {
    const settings = authorizerFunctions.map(tokenSettings).find((found) => found !== undefined);
    if (settings === undefined) return null;
    const claims = {
      ...settings,
      issuer: laptopIssuer(stage.name),
      subject: 'laptop',
      ttlSeconds: TTL_SECONDS,
    };
    return signToken(await this.#options.keys.keyOf(stage.name), claims, clock);
  }

  async #environment(
    stage: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>>> {
    const jwks = { keys: [publicJwk(await this.#options.keys.keyOf(stage))] };
    const deployable = await this.#deployableKey(stage);
    return {
      ...environment,
      ...(environment['JWKS'] === undefined || deployable === undefined
        ? {}
        : { JWKS: withKey(environment['JWKS'], deployable) }),
      MORE_ISSUERS: JSON.stringify([{ issuer: laptopIssuer(stage), jwks }]),
    };
  }

  async #deployableKey(stage: string): Promise<PublicJwk | undefined> {
    const { deployable, makesDeployable } = this.#options;
    const keys = makesDeployable ? await deployable?.load(stage) : deployable?.read(stage);
    return keys === undefined ? undefined : publicJwk(keys.current);
  }
}

function tokenSettings({ environment, zipPath }: FunctionDefinition): TokenSettings | undefined {
  const { ISSUER: issuer, AUDIENCE: audience } = environment;
  if (issuer === undefined || audience === undefined) return undefined;
  const scopes = scopesOf(zipPath);
  return scopes === undefined ? undefined : { audience, scopes };
}

/** Every scope that the authorizer knows; nothing when its zip has no such file: then it is not this project's. */
function scopesOf(zipPath: string): string[] | undefined {
  const file = [...readZip(readFileSync(zipPath))].find(({ name }) => name === ROUTE_SCOPES);
  const parsed = file === undefined ? undefined : parseJson(file.content.toString());
  if (!Array.isArray(parsed)) return undefined;
  return parsed
    .map((entry: unknown) => (isRecord(entry) ? entry['scope'] : undefined))
    .filter((scope) => typeof scope === 'string');
}

/** A key that is published already stays the only one of its id: verifiers refuse to choose. */
function withKey(jwks: string, key: PublicJwk): string {
  const parsed = parseJson(jwks);
  const keys: unknown[] = isRecord(parsed) && Array.isArray(parsed['keys']) ? parsed['keys'] : [];
  const others = keys.filter((one) => !isRecord(one) || one['kid'] !== key.kid);
  return JSON.stringify({ keys: [...others, key] });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
