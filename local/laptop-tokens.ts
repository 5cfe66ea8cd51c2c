import { readFileSync } from 'node:fs';
import type { Application, FunctionDefinition } from './application';
import type { Clock } from './clock';
import { readZip } from './lambda/code/unzip';
import { localStages, type LocalStage } from './stage-access';
import { publicJwk, type KeyStore, type SigningKey } from './tokens/key-store';
import { signToken } from './tokens/sign';

/** In the zip of an authorizer: `[{"scope":"items:read","methods":["GET/items/*"]}]`. */
const ROUTE_SCOPES = 'route-scopes.json';
/** A working day: a token that was pasted in the morning still works in the evening. */
const TTL_SECONDS = 12 * 3600;

/** What the laptop can do with a stage's authorizer. */
interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly scopes: readonly string[];
}

/**
 * Makes the laptop a signer that its own authorizers know: the public half of its key is added, in memory, to the
 * variable `JWKS` of each authorizer function. The Terraform JSON, and so what is deployed, never holds it.
 */
export class LaptopTokens {
  readonly #keys: KeyStore;

  constructor(keys: KeyStore) {
    this.#keys = keys;
  }

  /** The application with authorizers that take this laptop's tokens as well. */
  async admit(application: Application): Promise<Application> {
    const keysets = new Map<string, string>();
    for (const { stage, authorizerFunctions } of localStages(application)) {
      for (const { name, environment } of authorizerFunctions) {
        if (environment['JWKS'] === undefined) continue;
        const { current } = await this.#keys.load(stage.name);
        keysets.set(name, withKey(environment['JWKS'], current));
      }
    }
    return {
      ...application,
      functions: application.functions.map((one) => {
        const JWKS = keysets.get(one.name);
        return JWKS === undefined ? one : { ...one, environment: { ...one.environment, JWKS } };
      }),
    };
  }

  /**
   * A token that the stage's authorizer lets in everywhere; `null` when it does not take this laptop's key.
   *
   * @param clock Default: the machine's; one that is a day slow makes a token that has run out.
   */
  async tokenFor(
    { stage, authorizerFunctions }: LocalStage,
    clock: Clock = Date.now,
  ): Promise<string | null> {
    const settings = authorizerFunctions.map(tokenSettings).find((found) => found !== undefined);
    if (settings === undefined) return null;
    const { current } = await this.#keys.load(stage.name);
    const claims = { ...settings, subject: 'laptop', ttlSeconds: TTL_SECONDS };
    return signToken(current, claims, clock);
  }
}

function tokenSettings({ environment, zipPath }: FunctionDefinition): TokenSettings | undefined {
  const { JWKS: jwks, ISSUER: issuer, AUDIENCE: audience } = environment;
  if (jwks === undefined || issuer === undefined || audience === undefined) return undefined;
  return { issuer, audience, scopes: scopesOf(zipPath) };
}

/** Every scope that the authorizer knows: it finds them in a file of its zip. */
function scopesOf(zipPath: string): string[] {
  const file = [...readZip(readFileSync(zipPath))].find(({ name }) => name === ROUTE_SCOPES);
  const parsed: unknown = JSON.parse(file?.content.toString() ?? '[]');
  if (!Array.isArray(parsed)) return [];
  return parsed
    .map((entry: unknown) => (isRecord(entry) ? entry['scope'] : undefined))
    .filter((scope) => typeof scope === 'string');
}

function withKey(jwks: string, key: SigningKey): string {
  const parsed: unknown = JSON.parse(jwks);
  const keys: unknown[] = isRecord(parsed) && Array.isArray(parsed['keys']) ? parsed['keys'] : [];
  return JSON.stringify({ keys: [...keys, publicJwk(key)] });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
