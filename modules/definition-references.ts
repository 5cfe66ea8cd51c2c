/** What a schema cannot see: whether the parts of a definition fit each other, and the names they call each other by. */
import { didYouMean } from './did-you-mean';
import { NOTIFIER } from './monitoring/notifications';
import { quoted } from './quoted';
import type { RestApiDefinition } from './rest-api-definition';
import { functionNames, functionVariable, tableRows, type TableRow } from './route-table';

/** What may stand in a function's name, a folder's and a stage variable's alike. */
const FUNCTION_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/i;
/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html */
const MODEL_NAME = /^[A-Za-z0-9]+$/;

/**
 * @param definition One that fits the schema.
 * @returns A line for each thing that is wrong: which part, what is wrong with it, and the way out.
 */
export function crossComplaints(definition: RestApiDefinition): string[] {
  const rows = tableRows(definition);
  const twins = duplicates(rows);
  return [
    ...twins.values(),
    ...siblings(rows.filter(({ key }) => !twins.has(key))),
    ...rows.flatMap((row) => rowComplaints(definition, row)),
    ...functionComplaints(definition),
    ...modelComplaints(definition),
  ].map((complaint) => `api.ts: ${complaint}`);
}

/** By key. Two may differ as text and be one route: `/items/{id}` and `/items/{name}`. */
function duplicates(rows: readonly TableRow[]): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const complaints = new Map<string, string>();
  for (const { key, httpMethod, path } of rows) {
    const shape = `${httpMethod} ${path.replace(/\{[^}+]+(\+?)\}/g, '{$1}')}`;
    const other = seen.get(shape);
    if (other !== undefined) {
      complaints.set(
        key,
        `route "${key}" is the same route as ${quoted(other)}: API Gateway cannot tell them apart; remove one`,
      );
    }
    seen.set(shape, key);
  }
  return complaints;
}

/** AWS: "A sibling of this resource already has a variable path part -- only one is allowed". */
function siblings(rows: readonly TableRow[]): string[] {
  const variables = new Map<string, { readonly part: string; readonly key: string }>();
  return rows.flatMap(({ key, path }) =>
    [...path.matchAll(/\{[^}]+\}/g)].flatMap(({ 0: part, index }) => {
      const parent = path.slice(0, index);
      const other = variables.get(parent);
      variables.set(parent, { part, key });
      if (other === undefined || other.part === part) return [];
      return `route "${key}": below ${parent} route "${other.key}" has ${other.part}, and API Gateway allows one parameter there; write ${other.part} in both, or ${part}`;
    }),
  );
}

function rowComplaints(definition: RestApiDefinition, row: TableRow): string[] {
  const { integration, responses } = row.route;
  const complaints = [];
  if (row.route.access === 'token' && definition.authorizer === undefined) {
    complaints.push(`access "token" needs an authorizer: { function: '...' } in the definition`);
  }
  if (integration.type === 'mock' && responses !== undefined && !(200 in responses)) {
    complaints.push('a mock answers 200, and responses declares none; add 200 to responses');
  }
  return [
    ...complaints,
    ...pathDescriptionComplaints(row),
    ...namedModelComplaints(definition, row),
  ].map((complaint) => `route "${row.key}": ${complaint}`);
}

function pathDescriptionComplaints({ path, route }: TableRow): string[] {
  const known = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = '']) => `path.${name}`);
  return Object.keys(route.parameterDescriptions ?? {})
    .filter((name) => name.startsWith('path.') && !known.includes(name))
    .map(
      (name) =>
        `parameterDescriptions tells of ${quoted(name)}, and the path has no such parameter${didYouMean(name, known)}`,
    );
}

function namedModelComplaints(
  { models = {}, failures }: RestApiDefinition,
  { route }: TableRow,
): string[] {
  const responses = Object.values({ ...failures, ...route.responses });
  const named = new Set([route.model, ...responses.map(({ model }) => model)]);
  return [...named]
    .filter((model) => model !== undefined)
    .filter((model) => !Object.hasOwn(models, model))
    .map(
      (model) =>
        `there is no model ${quoted(model)}; define it in models, or correct the name${didYouMean(model, Object.keys(models))}`,
    );
}

function functionComplaints(definition: RestApiDefinition): string[] {
  const names = functionNames(definition);
  const unused = Object.keys(definition.functions ?? {}).filter((name) => !names.includes(name));
  return [
    ...names.flatMap(functionNameComplaints),
    ...sharedVariables(names),
    ...names.flatMap((name) => tableAccessComplaints(definition, name)),
    ...unused.map(
      (name) =>
        `functions has settings for ${quoted(name)}, which no route and no authorizer names: the functions are ${names.join(', ')}; correct the name, or remove the settings${didYouMean(name, names)}`,
    ),
  ];
}

function functionNameComplaints(name: string): string[] {
  // Settings are looked up by it, where `constructor` is a name that everything has.
  if (!FUNCTION_NAME.test(name) || name in Object.prototype) {
    return [
      `function ${quoted(name)}: a function's name is letters and digits with single hyphens between, such as send-mail; rename it, and its folder in functions/`,
    ];
  }
  if (name !== NOTIFIER) return [];
  return [
    `function ${quoted(name)}: the function of that name carries alarms to Slack; give the route's another name`,
  ];
}

function sharedVariables(names: readonly string[]): string[] {
  const byVariable = new Map<string, string>();
  return names.flatMap((name) => {
    const variable = functionVariable(name);
    const other = byVariable.get(variable);
    byVariable.set(variable, name);
    if (other === undefined) return [];
    return `functions ${quoted(other)} and ${quoted(name)} would share the stage variable ${variable}; rename one, its folder in functions/ too`;
  });
}

function tableAccessComplaints({ functions, table }: RestApiDefinition, name: string): string[] {
  const access = functions?.[name]?.table ?? 'none';
  if (access === 'none' || table !== undefined) return [];
  return [
    `function ${quoted(name)} has table access ${quoted(access)} and the definition names no table: add table: '...'`,
  ];
}

function modelComplaints({ models = {} }: RestApiDefinition): string[] {
  return Object.entries(models).flatMap(([name, schema]) => [
    ...(MODEL_NAME.test(name)
      ? []
      : [
          `model ${quoted(name)}: API Gateway takes letters and digits in a model's name; rename it`,
        ]),
    ...[...new Set(references(schema))].flatMap((reference) =>
      referenceComplaints(reference, Object.keys(models)).map(
        (complaint) => `model ${quoted(name)}: ${complaint}`,
      ),
    ),
  ]);
}

/** Every text that is the value of a `$ref`, or begins as one of ours does. */
function references(schema: unknown, key = ''): string[] {
  if (typeof schema === 'string') {
    return key === '$ref' || schema.startsWith('model:') ? [schema] : [];
  }
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) => references(value, name));
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html */
function referenceComplaints(reference: string, models: readonly string[]): string[] {
  const [, model] = /^model:(.+)$/.exec(reference) ?? [];
  if (model !== undefined) {
    return models.includes(model)
      ? []
      : [
          `refers to ${quoted(reference)}, and there is no model ${quoted(model)}; define it in models, or correct the name${didYouMean(model, models)}`,
        ];
  }
  if (/^(#|https:\/\/apigateway\.amazonaws\.com\/restapis\/)/.test(reference)) return [];
  return [
    `$ref ${quoted(reference)} leads nowhere: it is model:Name, or #/definitions/... of the model itself${didYouMean(
      reference,
      models.map((one) => `model:${one}`),
    )}`,
  ];
}
