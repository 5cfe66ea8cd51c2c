/** The application in the page's words: its stages, what belongs to each, and its stacks. */
import type { Application, FunctionDefinition } from '../application';
import { exportApi } from '../openapi/export';
import type { Stage } from '../rest-api';
import type { ServedStage } from '../stage-access';
import { stackPicture } from './picture/stack-picture';

export interface ViewOptions {
  readonly application: Application;
  readonly stages: readonly ServedStage[];
  /** `http://127.0.0.1:3000`. */
  readonly endpoint: string;
  /** False: keys and tokens are left out. */
  readonly secrets: boolean;
}

/** Everything the page shows that does not change from request to request. */
export function applicationView(options: ViewOptions): Readonly<Record<string, unknown>> {
  const { application, stages } = options;
  return {
    stages: stages.map((stage) => stageView(stage, options)),
    logGroups: Object.fromEntries(
      stages.flatMap(({ stage }) => [...logGroupsOf(application, stage)]),
    ),
    stacks: application.stacks.map((stack) => ({ ...stack, picture: stackPicture(stack) })),
  };
}

function stageView(
  { api, stage, access, expiredToken }: ServedStage,
  { application, endpoint, secrets }: ViewOptions,
): Readonly<Record<string, unknown>> {
  const functions = functionsOf(application, stage);
  return {
    name: stage.name,
    api: api.name,
    // The path alone: the page may be open at another name of this machine.
    path: new URL(access.url).pathname,
    url: access.url,
    hasSecrets: secrets,
    apiKey: secrets ? access.apiKey : null,
    token: secrets ? access.token : null,
    expiredToken: secrets ? expiredToken : null,
    variables: stage.variables,
    functions: functions.map(({ name, runtime, memoryMiB, timeoutSeconds }) => ({
      name,
      runtime,
      memoryMiB,
      timeoutSeconds,
    })),
    tables: tablesOf(application, stage, functions),
    document: exportApi({
      api,
      stage,
      exportType: 'oas30',
      extensions: false,
      serverUrl: endpoint,
    }),
  };
}

/** The functions that a stage's variables choose. */
function functionsOf(application: Application, { variables }: Stage): FunctionDefinition[] {
  const chosen = new Set(
    Object.values(variables).map((value) => value.replace(/^.*:function:/, '').split(':')[0]),
  );
  return application.functions.filter(({ name }) => chosen.has(name));
}

/** The tables that a stage's variables, or the environments of its functions, name. */
function tablesOf(
  { tables }: Application,
  { variables }: Stage,
  functions: readonly FunctionDefinition[],
): unknown[] {
  const named = new Set([
    ...Object.values(variables),
    ...functions.flatMap(({ environment }) => Object.values(environment)),
  ]);
  return tables
    .filter(({ name, arn }) => named.has(name) || named.has(arn))
    .map(({ name, hashKey, rangeKey, ttlAttribute }) => ({
      name,
      hashKey,
      rangeKey: rangeKey ?? null,
      ttlAttribute: ttlAttribute ?? null,
    }));
}

function logGroupsOf(application: Application, stage: Stage): Map<string, unknown> {
  const groups = new Map<string, unknown>(
    functionsOf(application, stage).map(({ name, logGroup }) => [
      logGroup,
      { stage: stage.name, kind: 'function', name },
    ]),
  );
  if (stage.executionLogGroup !== undefined) {
    groups.set(stage.executionLogGroup, {
      stage: stage.name,
      kind: 'execution',
      name: 'execution log',
    });
  }
  if (stage.accessLog !== undefined) {
    groups.set(stage.accessLog.logGroup, {
      stage: stage.name,
      kind: 'access',
      name: 'access log',
    });
  }
  return groups;
}
