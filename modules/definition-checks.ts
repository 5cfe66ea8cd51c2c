import { NOTIFIER } from './monitoring/notifications';
import type { RestApiDefinition } from './rest-api-definition';
import { functionNames, functionVariable, tableRows } from './route-table';

/** What may stand in a function's name, a folder's and a stage variable's alike. */
const FUNCTION_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/i;
/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html */
const MODEL_NAME = /^[A-Za-z0-9]+$/;
const MAX_TTL_SECONDS = 3600;

/**
 * Holds a definition against itself before anything is made of it: its routes, and the names that its parts call each
 * other by.
 *
 * @throws Error in one line: which part, what is wrong with it, and the way out.
 */
export function checkDefinition(definition: RestApiDefinition): void {
  tableRows(definition);
  checkFunctions(definition);
  checkModels(definition);
  const { ttlSeconds = 0 } = definition.authorizer ?? {};
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 0 || ttlSeconds > MAX_TTL_SECONDS) {
    throw new Error(
      `api.ts: authorizer: ttlSeconds is ${ttlSeconds}: API Gateway takes whole seconds from 0 to ${MAX_TTL_SECONDS}; correct it`,
    );
  }
}

function checkFunctions(definition: RestApiDefinition): void {
  const names = functionNames(definition);
  const byVariable = new Map<string, string>();
  for (const name of names) {
    checkFunctionName(name);
    const variable = functionVariable(name);
    const other = byVariable.get(variable);
    if (other !== undefined) {
      throw new Error(
        `api.ts: functions "${other}" and "${name}" would share the stage variable ${variable}; rename one, its folder in functions/ too`,
      );
    }
    byVariable.set(variable, name);
  }
  for (const name of Object.keys(definition.functions ?? {})) {
    if (names.includes(name)) continue;
    throw new Error(
      `api.ts: functions has settings for "${name}", which no route and no authorizer names: the functions are ${names.join(', ')}; correct the name, or remove the settings`,
    );
  }
}

function checkFunctionName(name: string): void {
  if (!FUNCTION_NAME.test(name)) {
    throw new Error(
      `api.ts: function "${name}": a function's name is letters and digits with single hyphens between, such as send-mail; rename it, and its folder in functions/`,
    );
  }
  if (name === NOTIFIER) {
    throw new Error(
      `api.ts: function "${name}": the function of that name carries alarms to Slack; give the route's another name`,
    );
  }
}

function checkModels({ models = {} }: RestApiDefinition): void {
  for (const [name, schema] of Object.entries(models)) {
    if (!MODEL_NAME.test(name)) {
      throw new Error(
        `api.ts: model "${name}": API Gateway takes letters and digits in a model's name; rename it`,
      );
    }
    for (const [, referred = ''] of JSON.stringify(schema).matchAll(/"model:([^"]+)"/g)) {
      if (models[referred] !== undefined) continue;
      throw new Error(
        `api.ts: model "${name}": refers to "model:${referred}", and there is no model "${referred}"; define it in models, or correct the name`,
      );
    }
  }
}
