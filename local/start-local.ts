import { join } from 'node:path';
import { isLoopback } from './admission';
import type { Application } from './application';
import { createAwsEndpoint } from './aws';
import { createConsole } from './console';
import { defaultEndpointNotes } from './default-endpoint';
import type { Faults } from './faults';
import { createGateway, type Gateway } from './gateway';
import { createMemoryCounterStore, createUsageMeter, openFileCounterStore } from './gateway/usage';
import { createRoleCredentials } from './iam/credentials';
import { createKeyRing } from './key-ring';
import { LaptopTokens } from './laptop-tokens';
import type { RestApi, Stage } from './rest-api';
import { createHandler, listen } from './server';
import { startServices, type Services } from './services';
import { localStages, stageApiKey, type ServedStage, type StageAccess } from './stage-access';
import { openDataFolder } from './storage/data-folder';
import { loadApplication } from './terraform';
import { KeyStore } from './tokens/key-store';
import { createLaptopKeys } from './tokens/laptop-keys';

export interface StartLocalOptions {
  /** A finished `cdktf.out`, a folder of Terraform JSON, or a `terraform show -json` plan. */
  readonly app: string;
  /** Default: 3000; 0 picks a free one. */
  readonly port?: number;
  /** Default: `127.0.0.1`; any other address may be reachable by others. */
  readonly host?: string;
  /**
   * Folder of items, queues, logs, this laptop's keys and counters, made readable by its owner alone. One application each:
   * another one with a table of the same name would find these items. Default: nothing is kept.
   */
  readonly data?: string | undefined;
  /** Other machines may call the AWS endpoint when they show this as `AWS_SESSION_TOKEN`. Default: none may. */
  readonly awsToken?: string | undefined;
  /**
   * Folder of the keys of `npm run token`, whose tokens are taken beside those of the laptop's own key. A key that is missing
   * is made, unless nothing is kept. Default: none.
   */
  readonly keys?: string;
  /** False: Terraform arguments that the laptop does not honour are a warning, not an error. Default: true. */
  readonly strict?: boolean;
  /** False: authorizers and API keys let everybody in. Default: true. */
  readonly authorization?: boolean;
  /** Told of what a person should know, a line each. Default: standard error. */
  readonly warn?: (line: string) => void;
  /** For tests of what happens when a service fails. Default: none does. */
  readonly faults?: Faults;
}

export interface LocalRuntime {
  readonly port: number;
  /** `http://127.0.0.1:3000`: also the AWS CLI's and the SDKs' endpoint. */
  readonly endpoint: string;
  readonly region: string;
  /** By stage name; of several APIs with the same stage the first. */
  readonly stages: Readonly<Record<string, StageAccess>>;
  readonly served: readonly ServedStage[];
  /**
   * Reads the Terraform JSON and the zips again. Items, keys, quotas and logs stay.
   *
   * @throws Error when they cannot be served; then what was served goes on.
   */
  reload(): Promise<void>;
  /** Forgets items, messages, logs, counters and cached authorizations. */
  reset(): Promise<void>;
  /** Finishes what runs, writes what is not on disk yet, and ends. */
  stop(): Promise<void>;
}

/**
 * Serves a finished Terraform application on this machine, as AWS would.
 *
 * @throws Error with one line (what, where, how to mend) for an application that cannot be served, a port in use, or a
 * data folder that another process holds.
 */
export async function startLocal(options: StartLocalOptions): Promise<LocalRuntime> {
  const { data, warn = toStandardError, port = 3000, host = '127.0.0.1' } = options;
  const tokens = createTokens(options);
  const load = createLoader(options, tokens);
  const state = { application: await load(), endpoint: '' };
  const roles = createRoleCredentials();
  const limits = openLimits(data, warn);
  const endpoint = () => state.endpoint;
  const services = await startServices({
    application: state.application,
    data,
    warn,
    endpoint,
    credentialsFor: (role) => roles.for(role),
  });
  const invokeUrl = (_: RestApi, stage: Stage): string => `${state.endpoint}/${stage.name}`;
  const stages = () => describeStages(state.application, { tokens, invokeUrl });
  const front = { ...options, ...services, application: () => state.application, endpoint };
  const localConsole = createConsole({ ...front, stages, host });
  const newGateway = (): Gateway =>
    createGateway({
      ...services,
      application: state.application,
      usage: limits.usage,
      authorization: options.authorization ?? true,
      invoker: services.lambda,
      clock: Date.now,
      onExchange: localConsole.record,
    });
  let gateway = newGateway();
  const aws = createAwsEndpoint({ ...front, roles, invokeUrl });
  const handler = createHandler({ gateway: () => gateway, aws, console: localConsole });
  const listening = await listen(handler, { port, host }).catch(stopOnFailure(services));
  begin(state, listening.endpoint, options);
  const served = await stages();
  return {
    ...listening,
    region: state.application.region,
    served,
    stages: byName(served),
    async reload() {
      const next = await load();
      await services.reload(next);
      state.application = next;
      gateway = newGateway();
      localConsole.reloaded();
    },
    async reset() {
      await services.reset();
      limits.usage.reset();
      gateway = newGateway();
      localConsole.reset();
    },
    async stop() {
      await listening.stop();
      await services.stop();
      await limits.flush();
    },
  };
}

/** Takes the address that it serves at, and tells of APIs that do not answer there, and of others who may call. */
function begin(
  state: { readonly application: Application; endpoint: string },
  endpoint: string,
  options: StartLocalOptions,
): void {
  const { warn = toStandardError } = options;
  state.endpoint = endpoint;
  for (const note of [
    ...openToOthers(options),
    ...defaultEndpointNotes(state.application, endpoint),
  ]) {
    warn(note);
  }
}

/** What a person should know of an address that others can reach. */
function openToOthers({ host = '127.0.0.1', awsToken }: StartLocalOptions): string[] {
  if (isLoopback(host)) return [];
  const aws =
    awsToken === undefined
      ? 'the AWS endpoint, items and logs answer this machine alone'
      : 'the AWS endpoint answers whoever shows the token; the console shows items and logs to this machine alone';
  return [`Listening on ${host}: whoever reaches this machine may call the stages; ${aws}`];
}

/** Closes what is open, and fails as before. */
function stopOnFailure(services: Services): (error: unknown) => Promise<never> {
  return async (error) => {
    await services.stop();
    throw error;
  };
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}

function createTokens({ data, keys }: StartLocalOptions): LaptopTokens {
  return new LaptopTokens({
    keys: createLaptopKeys(data === undefined ? undefined : join(data, 'laptop-keys')),
    ...(keys === undefined ? {} : { deployable: new KeyStore(keys) }),
    makesDeployable: data !== undefined,
  });
}

/** Keys stay the same over reloads, and over starts when there is a data folder. */
function createLoader(
  { app, data, strict = true, warn = toStandardError }: StartLocalOptions,
  tokens: LaptopTokens,
): () => Promise<Application> {
  if (data !== undefined) openDataFolder(data);
  const keyRing = createKeyRing(data === undefined ? undefined : join(data, 'api-keys.json'));
  return () => tokens.admit(loadApplication({ app, keyRing, strict, warn }));
}

/** Throttles and quotas; a quota outlives the process when there is a data folder. */
function openLimits(data: string | undefined, warn: (line: string) => void) {
  if (data === undefined) {
    const usage = createUsageMeter({ clock: Date.now, counters: createMemoryCounterStore() });
    return { usage, flush: () => Promise.resolve() };
  }
  const counters = openFileCounterStore({
    path: join(data, 'usage.json'),
    onError: (error) => {
      warn(error.message);
    },
  });
  const usage = createUsageMeter({ clock: Date.now, counters });
  return { usage, flush: () => counters.flush() };
}

/** Milliseconds: longer than any token of the laptop's lives. */
const DAY = 24 * 3600 * 1000;

async function describeStages(
  application: Application,
  {
    tokens,
    invokeUrl,
  }: { tokens: LaptopTokens; invokeUrl: (api: RestApi, stage: Stage) => string },
): Promise<ServedStage[]> {
  return Promise.all(
    localStages(application).map(async (local) => ({
      api: local.api,
      stage: local.stage,
      access: {
        url: invokeUrl(local.api, local.stage),
        apiKey: stageApiKey(local.stage),
        token: await tokens.tokenFor(local),
      },
      expiredToken: await tokens.tokenFor(local, () => Date.now() - DAY),
    })),
  );
}

function byName(served: readonly ServedStage[]): Record<string, StageAccess> {
  // The first of a name is the one that answers at `/<stage>`.
  return Object.fromEntries(served.toReversed().map(({ stage, access }) => [stage.name, access]));
}
