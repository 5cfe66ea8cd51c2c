import type { Application, FunctionDefinition } from './application';
import { resolveUri } from './gateway/mapping/integration-uri';
import type { Authorizer, Method, RestApi, Stage } from './rest-api';
import { shellQuoted } from './shell';

/** What it takes to call one stage from this laptop. */
export interface StageAccess {
  /** The invoke URL, without a slash at its end. */
  readonly url: string;
  /** A key of the stage's usage plan; `null` when it has none. A secret of this laptop. */
  readonly apiKey: string | null;
  /** A token that the stage's authorizer lets in; `null` when the laptop cannot make one. */
  readonly token: string | null;
}

/** A stage that is served. */
export interface ServedStage {
  readonly api: RestApi;
  readonly stage: Stage;
  readonly access: StageAccess;
  /** A token that was good yesterday: to see what the authorizer makes of it. `null` when the laptop cannot make one. */
  readonly expiredToken: string | null;
}

/** A stage with what the laptop needs to make credentials for it. */
export interface LocalStage {
  readonly api: RestApi;
  readonly stage: Stage;
  /** The functions behind the API's authorizers in this stage. */
  readonly authorizerFunctions: readonly FunctionDefinition[];
}

/** Every stage of every API, with the authorizer functions that its stage variables choose. */
export function localStages(application: Application): LocalStage[] {
  return application.restApis.flatMap((api) =>
    api.stages.map((stage) => ({
      api,
      stage,
      authorizerFunctions: Object.values(api.authorizers)
        .map((authorizer) => authorizerFunction(application, stage, authorizer))
        .filter((found) => found !== undefined),
    })),
  );
}

function authorizerFunction(
  application: Application,
  stage: Stage,
  authorizer: Authorizer,
): FunctionDefinition | undefined {
  const uri = resolveUri(authorizer.uri, stage.variables, {});
  const name = /:function:([^:/]+)/.exec(uri)?.[1];
  return application.functions.find((candidate) => candidate.name === name);
}

/** The first key that opens the stage. */
export function stageApiKey(stage: Stage): string | null {
  const keys = stage.usagePlans.flatMap((plan) => plan.keys);
  return keys.find((key) => key.enabled)?.value ?? null;
}

/** A `curl` line per method, with the credentials it asks for: what a newcomer pastes. Safe in a POSIX shell. */
export function curlLines(api: RestApi, access: StageAccess): string[] {
  return api.resources.flatMap((resource) =>
    resource.methods
      .filter((method) => method.httpMethod !== 'OPTIONS')
      .map((method) => curlLine(method, `${access.url}${fillIn(resource.path)}`, access)),
  );
}

function curlLine(method: Method, url: string, access: StageAccess): string {
  const verb = method.httpMethod === 'ANY' ? 'GET' : method.httpMethod;
  const takesBody = verb === 'POST' || verb === 'PUT' || verb === 'PATCH';
  return [
    'curl',
    ...(verb === 'GET' ? [] : ['-X', verb]),
    shellQuoted(`${url}${queryString(method)}`),
    ...(method.apiKeyRequired && access.apiKey !== null
      ? ['-H', shellQuoted(`x-api-key: ${access.apiKey}`)]
      : []),
    ...(method.authorization === 'CUSTOM' && access.token !== null
      ? ['-H', shellQuoted(`Authorization: Bearer ${access.token}`)]
      : []),
    ...(takesBody ? ['-d', shellQuoted('{"Metadata":"Hello"}')] : []),
  ].join(' ');
}

/** `/items/{id}` as `/items/ID`: braces mean something to curl. */
function fillIn(path: string): string {
  return path.replace(/\{([^}+]+)\+?\}/g, (_, name: string) => name.toUpperCase());
}

function queryString(method: Method): string {
  const prefix = 'method.request.querystring.';
  const names = Object.keys(method.requestParameters)
    .filter((name) => name.startsWith(prefix))
    .map((name) => `${encodeURIComponent(name.slice(prefix.length))}=x`);
  return names.length === 0 ? '' : `?${names.join('&')}`;
}
