import { jsonList, jsonObject, type Json, type JsonObject } from '../../local/openapi/json';
import { exampleOf } from './example';
import { requestsOf } from './requests';

/** Postman's collection format: https://schema.postman.com/json/collection/v2.1.0/docs/index.html */
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/**
 * A stage's OpenAPI 3.0 document as a Postman collection, v2.1: a folder per resource, and in it a request per method
 * that must succeed, and where it asks for a credential, one without, that must be refused. Key and token are
 * variables without a value.
 *
 * @param document As `exportApi` makes it, without extensions.
 */
export function toPostmanCollection(document: JsonObject): JsonObject {
  const schemas = jsonObject(jsonObject(document['components'])['schemas']);
  const schemes = jsonObject(jsonObject(document['components'])['securitySchemes']);
  const example = (schema: Json | undefined): Json => exampleOf(schema, schemas);
  const paths = Object.entries(jsonObject(document['paths'])).sort(byParameters);
  const info = jsonObject(document['info']);
  return {
    info: {
      name: `${text(info['title'])} ${stageOf(document)}`,
      description: info['description'],
      schema: SCHEMA,
    },
    item: paths.map(([path, operations]) => ({
      name: path,
      item: Object.entries(jsonObject(operations)).flatMap(([verb, operation]) =>
        requestsOf({ path, verb, operation: jsonObject(operation), schemes, example }),
      ),
    })),
    variable: [
      { key: 'baseUrl', value: serverOf(document), type: 'string' },
      ...Object.keys(schemes).map((name) => ({ key: name, value: '', type: 'string' })),
      ...[...new Set(paths.flatMap(([path]) => parametersOf(path)))].map((name) => ({
        key: name,
        value: '',
        type: 'string',
      })),
    ],
  };
}

/** A resource comes before those below it, so that what it stores can be asked for. */
function byParameters([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

export function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1] ?? '');
}

function stageOf(document: JsonObject): string {
  return text(jsonObject(variablesOf(document)['basePath'])['default']);
}

function serverOf(document: JsonObject): string {
  const url = text(jsonObject(jsonList(document['servers'])[0])['url']);
  return url.replace('{basePath}', stageOf(document));
}

function variablesOf(document: JsonObject): JsonObject {
  return jsonObject(jsonObject(jsonList(document['servers'])[0])['variables']);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
