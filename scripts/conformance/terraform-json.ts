/** Turns the API of a case into the Terraform JSON that declares it. */
import { isObject, list, text, type Json, type JsonObject } from './json';

/** What the functions of a case need. */
export interface FunctionFiles {
  /** Function name to zip, relative to the Terraform JSON. */
  readonly zips: Readonly<Record<string, string>>;
  /** Function name to the file that it notes its events in. */
  readonly records: Readonly<Record<string, string>>;
}

const API = '${aws_api_gateway_rest_api.api.id}';
/** What of `given` becomes resources of their own; the rest are arguments of the API itself. */
const PARTS = new Set([
  'stage',
  'methods',
  'models',
  'request_validators',
  'authorizers',
  'gateway_responses',
  'api_keys',
  'usage_plans',
]);

type Resources = Record<string, Record<string, JsonObject>>;

/** @param changes Stage arguments that a step has set. */
export function terraformJson(
  given: JsonObject,
  files: FunctionFiles,
  changes: JsonObject,
): JsonObject {
  const resources: Resources = {};
  const add = (type: string, name: string, args: JsonObject) => {
    (resources[type] ??= {})[name] = args;
  };
  const apiArguments = Object.entries(given).filter(([name]) => !PARTS.has(name));
  add('aws_api_gateway_rest_api', 'api', {
    name: 'case',
    ...escaped(Object.fromEntries(apiArguments)),
  });
  for (const name of Object.keys(files.zips)) addFunction(add, name, files);
  for (const path of resourcePaths(given)) addResource(add, path);
  for (const method of objects(given['methods'])) addMethod(add, method);
  addNamed(add, given);
  addStage(add, given, changes);
  addKeys(add, given);
  return {
    provider: { aws: [{ region: 'us-east-1' }] },
    resource: resources,
  };
}

type Add = (type: string, name: string, args: JsonObject) => void;

function addFunction(add: Add, name: string, { zips, records }: FunctionFiles): void {
  add('aws_lambda_function', name, {
    function_name: name,
    filename: zips[name] ?? '',
    handler: 'index.handler',
    runtime: 'nodejs22.x',
    role: '${aws_iam_role.role.arn}',
    timeout: 30,
    environment: { variables: { RECORD: records[name] ?? '' } },
  });
  add('aws_iam_role', 'role', { name: 'role', assume_role_policy: '{}' });
  add('aws_lambda_permission', name, {
    action: 'lambda:InvokeFunction',
    function_name: `\${aws_lambda_function.${name}.function_name}`,
    principal: 'apigateway.amazonaws.com',
    source_arn: '${aws_api_gateway_rest_api.api.execution_arn}/*',
  });
}

function resourcePaths(given: JsonObject): string[] {
  const paths = new Set<string>();
  for (const method of objects(given['methods'])) {
    const segments = segmentsOf(method);
    for (let length = 1; length <= segments.length; length += 1) {
      paths.add(segments.slice(0, length).join('/'));
    }
  }
  return [...paths];
}

function addResource(add: Add, path: string): void {
  const parent = path.split('/').slice(0, -1).join('/');
  add('aws_api_gateway_resource', nameOf(path), {
    rest_api_id: API,
    parent_id: resourceId(parent),
    path_part: path.split('/').at(-1) ?? '',
  });
}

function addMethod(add: Add, method: JsonObject): void {
  const { path: _, integration, method_responses, integration_responses, ...rest } = method;
  const { authorizer, request_validator, ...args } = rest;
  const place = {
    rest_api_id: API,
    resource_id: resourceId(segmentsOf(method).join('/')),
    http_method: method['http_method'] ?? '',
  };
  const name = nameOf(`${segmentsOf(method).join('/')} ${text(method['http_method'])}`);
  add('aws_api_gateway_method', name, {
    ...escaped(args),
    ...place,
    ...(authorizer !== undefined && {
      authorizer_id: `\${aws_api_gateway_authorizer.${nameOf(text(authorizer))}.id}`,
    }),
    ...(request_validator !== undefined && {
      request_validator_id: `\${aws_api_gateway_request_validator.${nameOf(text(request_validator))}.id}`,
    }),
  });
  if (isObject(integration)) {
    add('aws_api_gateway_integration', name, { ...place, ...integrationArguments(integration) });
  }
  objects(method_responses).forEach((response, index) => {
    add('aws_api_gateway_method_response', `${name}_${String(index)}`, {
      ...place,
      ...escaped(response),
    });
  });
  objects(integration_responses).forEach((response, index) => {
    add('aws_api_gateway_integration_response', `${name}_${String(index)}`, {
      ...place,
      ...escaped(response),
    });
  });
}

function integrationArguments(integration: JsonObject): JsonObject {
  const { lambda, ...args } = integration;
  return { ...escaped(args), ...(lambda !== undefined && { uri: invokeUri(lambda) }) };
}

function addNamed(add: Add, given: JsonObject): void {
  for (const model of objects(given['models'])) {
    const schema = JSON.stringify(escapedValue(model['schema'] ?? {}));
    add('aws_api_gateway_model', nameOf(text(model['name'])), {
      ...escaped(model),
      rest_api_id: API,
      schema: schema.replaceAll('{{rest_api_id}}', API),
    });
  }
  for (const validator of objects(given['request_validators'])) {
    add('aws_api_gateway_request_validator', nameOf(text(validator['name'])), {
      ...escaped(validator),
      rest_api_id: API,
    });
  }
  for (const { lambda, ...authorizer } of objects(given['authorizers'])) {
    add('aws_api_gateway_authorizer', nameOf(text(authorizer['name'])), {
      ...escaped(authorizer),
      rest_api_id: API,
      ...(lambda !== undefined && { authorizer_uri: invokeUri(lambda) }),
    });
  }
  for (const response of objects(given['gateway_responses'])) {
    add('aws_api_gateway_gateway_response', nameOf(text(response['response_type'])), {
      ...escaped(response),
      rest_api_id: API,
    });
  }
}

function addStage(add: Add, given: JsonObject, changes: JsonObject): void {
  const stage: JsonObject = { ...(isObject(given['stage']) ? given['stage'] : {}), ...changes };
  const { access_log_settings, canary_settings, ...args } = stage;
  add('aws_api_gateway_deployment', 'deployment', { rest_api_id: API });
  add('aws_api_gateway_stage', 'stage', {
    ...escaped(args),
    rest_api_id: API,
    deployment_id: '${aws_api_gateway_deployment.deployment.id}',
    ...(isObject(access_log_settings) && {
      access_log_settings: {
        ...escaped(access_log_settings),
        destination_arn: '${aws_cloudwatch_log_group.access.arn}',
      },
    }),
    ...(isObject(canary_settings) && {
      canary_settings: {
        ...escaped(canary_settings),
        deployment_id: '${aws_api_gateway_deployment.deployment.id}',
      },
    }),
  });
  add('aws_cloudwatch_log_group', 'access', { name: ACCESS_LOG_GROUP });
}

/** Where the stage's access log goes. */
export const ACCESS_LOG_GROUP = 'access';

function addKeys(add: Add, given: JsonObject): void {
  const stage = isObject(given['stage']) ? given['stage']['stage_name'] : undefined;
  for (const key of objects(given['api_keys'])) {
    add('aws_api_gateway_api_key', nameOf(text(key['name'])), escaped(key));
  }
  for (const { api_stages, keys, ...plan } of objects(given['usage_plans'])) {
    const name = nameOf(text(plan['name']));
    add('aws_api_gateway_usage_plan', name, {
      ...escaped(plan),
      ...(api_stages === true && { api_stages: [{ api_id: API, stage: stage ?? '' }] }),
      ...(isObject(api_stages) && {
        api_stages: [{ api_id: API, stage: stage ?? '', ...api_stages }],
      }),
    });
    for (const key of list(keys)) {
      add('aws_api_gateway_usage_plan_key', `${name}_${nameOf(text(key))}`, {
        key_id: `\${aws_api_gateway_api_key.${nameOf(text(key))}.id}`,
        key_type: 'API_KEY',
        usage_plan_id: `\${aws_api_gateway_usage_plan.${name}.id}`,
      });
    }
  }
}

function invokeUri(name: Json): string {
  return `\${aws_lambda_function.${text(name)}.invoke_arn}`;
}

function resourceId(path: string): string {
  return path === ''
    ? '${aws_api_gateway_rest_api.api.root_resource_id}'
    : `\${aws_api_gateway_resource.${nameOf(path)}.id}`;
}

function segmentsOf(method: JsonObject): string[] {
  return text(method['path'])
    .split('/')
    .filter((segment) => segment !== '');
}

/** A name that Terraform takes, one for each text. */
function nameOf(name: string): string {
  return `n_${name.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)}`;
}

/** What looks like Terraform's own interpolation is the case's text. */
function escaped(args: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, escapedValue(value)]),
  );
}

function escapedValue(value: Json): Json {
  if (typeof value === 'string') return value.replace(/([$%])\{/g, '$1$1{');
  if (value instanceof Array) return value.map(escapedValue);
  return isObject(value) ? escaped(value) : value;
}

function objects(value: Json | undefined): JsonObject[] {
  return list(value).filter(isObject);
}
