import type { Method, MethodResponse } from '../rest-api';
import type { Documentation } from './documentation';
import { present, type Json, type JsonObject } from './json';
import { schemaReference } from './schemas';
import { securityOf } from './security';

/** A method of a resource, and what is needed to tell of it. */
export interface OperationSource {
  readonly path: string;
  readonly method: Method;
  readonly documentation: Documentation;
  /** Names of the security schemes by authorizer id. */
  readonly authorizerNames: Readonly<Record<string, string>>;
}

/** The operation object of a method: https://spec.openapis.org/oas/v3.0.3#operation-object */
export function operationOf(source: OperationSource): JsonObject {
  const { method, path, documentation } = source;
  const told = documentation.find({ type: 'METHOD', path, method: method.httpMethod });
  return present({
    tags: told['tags'],
    summary: told['summary'],
    description: told['description'],
    operationId: method.operationName,
    parameters: parametersOf(source),
    requestBody: requestBodyOf(source),
    responses: responsesOf(source),
    security: securityOf(method, source.authorizerNames),
  });
}

const PARAMETER = /^method\.request\.(header|querystring|path)\.(.+)$/;
const LOCATIONS = { header: 'header', querystring: 'query', path: 'path' } as const;

function parametersOf(source: OperationSource): Json[] {
  const declared = Object.entries(source.method.requestParameters).flatMap(([target, required]) => {
    const [, place, name] = PARAMETER.exec(target) ?? [];
    return place === 'header' || place === 'querystring' || place === 'path'
      ? [parameter(source, { name: name ?? '', place, required })]
      : [];
  });
  const inPath = pathParameters(source.path)
    .filter((name) => source.method.requestParameters[`method.request.path.${name}`] === undefined)
    .map((name) => parameter(source, { name, place: 'path', required: true }));
  return [...inPath, ...declared];
}

interface Parameter {
  readonly name: string;
  readonly place: keyof typeof LOCATIONS;
  readonly required: boolean;
}

const DOCUMENTED_AS = {
  header: 'REQUEST_HEADER',
  querystring: 'QUERY_PARAMETER',
  path: 'PATH_PARAMETER',
} as const;

function parameter(source: OperationSource, { name, place, required }: Parameter): JsonObject {
  const told = source.documentation.find({
    type: DOCUMENTED_AS[place],
    path: source.path,
    method: source.method.httpMethod,
    name,
  });
  return present({
    name,
    in: LOCATIONS[place],
    description: told['description'],
    // OpenAPI knows no optional path parameter.
    required: required || place === 'path' ? true : undefined,
    schema: { type: 'string' },
  });
}

/** `/items/{id}` has `id`, `/{proxy+}` has `proxy`. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1] ?? '');
}

function requestBodyOf({ method, path, documentation }: OperationSource): JsonObject | undefined {
  const content = contentOf(method.requestModels);
  if (content === undefined) return undefined;
  const told = documentation.find({ type: 'REQUEST_BODY', path, method: method.httpMethod });
  return present({ description: told['description'], content, required: true });
}

function contentOf(models: Readonly<Record<string, string>>): JsonObject | undefined {
  const content = Object.entries(models).map(
    ([contentType, model]) => [contentType, { schema: schemaReference(model) }] as const,
  );
  return content.length === 0 ? undefined : Object.fromEntries(content);
}

function responsesOf(source: OperationSource): JsonObject {
  const responses = source.method.responses.map(
    (response) => [response.statusCode, responseOf(source, response)] as const,
  );
  // A proxy method may declare none, and a document must have one.
  return responses.length === 0
    ? { default: { description: 'Whatever the function answers' } }
    : Object.fromEntries(responses);
}

function responseOf(source: OperationSource, response: MethodResponse): JsonObject {
  const { statusCode } = response;
  const location = { path: source.path, method: source.method.httpMethod, statusCode };
  const told = source.documentation.find({ type: 'RESPONSE', ...location });
  const headers = Object.keys(response.parameters)
    .map((name) => name.replace('method.response.header.', ''))
    .map((name) => {
      const header = source.documentation.find({ type: 'RESPONSE_HEADER', ...location, name });
      return [
        name,
        present({ description: header['description'], schema: { type: 'string' } }),
      ] as const;
    });
  return present({
    description: told['description'] ?? `${statusCode} response`,
    headers: Object.fromEntries(headers),
    content: contentOf(response.models),
  });
}
