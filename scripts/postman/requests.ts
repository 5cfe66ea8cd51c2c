import { jsonList, jsonObject, type Json, type JsonObject } from '../../local/openapi/json';

/** An operation of the document, and what is needed to call it. */
export interface Operation {
  readonly path: string;
  readonly verb: string;
  readonly operation: JsonObject;
  /** The document's security schemes, by name. */
  readonly schemes: JsonObject;
  readonly example: (schema: Json | undefined) => Json;
}

/** The request that succeeds, and without its credential the one that is refused. */
export function requestsOf(source: Operation): JsonObject[] {
  const name = `${source.verb.toUpperCase()} ${source.path}`;
  const allowed = statusesOf(source.operation, (status) => status < 300);
  const refused = statusesOf(source.operation, (status) => status === 401 || status === 403);
  const schemes = schemesOf(source.operation);
  const success = itemOf(source, {
    name,
    headers: schemes.map((scheme) => credentialOf(scheme, source)),
    statuses: allowed,
    script: [...expecting(allowed), ...keepingId(source)],
  });
  if (schemes.length === 0) return [success];
  const refusal = itemOf(source, {
    name: `${name} without ${schemes.join(' and ')}`,
    headers: [],
    statuses: refused,
    script: expecting(refused),
  });
  return [success, refusal];
}

interface Item {
  readonly name: string;
  readonly headers: readonly JsonObject[];
  /** Which of the document's responses it must get. */
  readonly statuses: readonly number[];
  readonly script: readonly string[];
}

function itemOf(source: Operation, { name, headers, statuses, script }: Item): JsonObject {
  const { verb, path, operation } = source;
  const content = jsonObject(jsonObject(operation['requestBody'])['content']);
  const [media] = Object.entries(content);
  const contentType = media === undefined ? [] : [{ key: 'Content-Type', value: media[0] }];
  const schema = jsonObject(media?.[1])['schema'];
  const body = {
    mode: 'raw',
    raw: JSON.stringify(source.example(schema), null, 2),
    options: { raw: { language: 'json' } },
  };
  return {
    name,
    request: {
      method: verb.toUpperCase(),
      description: operation['summary'],
      header: [...contentType, ...headers, ...optionalHeaders(source)],
      url: urlOf(path, operation),
      ...(media === undefined ? {} : { body }),
    },
    response: statuses.map((status) => exampleResponse(source, status)),
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: [...script] } }],
  };
}

/** A saved answer, which Postman shows beside the request. */
function exampleResponse({ operation, example }: Operation, status: number): JsonObject {
  const response = jsonObject(jsonObject(operation['responses'])[String(status)]);
  const [media] = Object.entries(jsonObject(response['content']));
  const schema = jsonObject(media?.[1])['schema'];
  return {
    name: response['description'],
    code: status,
    header: media === undefined ? [] : [{ key: 'Content-Type', value: media[0] }],
    body: media === undefined ? '' : JSON.stringify(example(schema), null, 2),
  };
}

/** Every header that the document knows; what need not be sent is there to be switched on. */
function optionalHeaders(source: Operation): JsonObject[] {
  const credentials = Object.values(source.schemes).map((one) => jsonObject(one)['name']);
  return parametersIn(source.operation, 'header')
    .filter(({ name }) => !credentials.includes(name))
    .map((parameter) => ({
      key: parameter['name'],
      value: 'text',
      description: parameter['description'],
      disabled: parameter['required'] !== true,
    }));
}

function urlOf(path: string, operation: JsonObject): JsonObject {
  const query = parametersIn(operation, 'query').map((parameter) => ({
    key: parameter['name'],
    value: 'text',
    description: parameter['description'],
    disabled: parameter['required'] !== true,
  }));
  const written = path.replace(/\{([^}+]+)\+?\}/g, '{{$1}}');
  return {
    raw: `{{baseUrl}}${written}`,
    host: ['{{baseUrl}}'],
    path: written.split('/').slice(1),
    ...(query.length === 0 ? {} : { query }),
  };
}

function parametersIn(operation: JsonObject, place: string): JsonObject[] {
  return jsonList(operation['parameters'])
    .map(jsonObject)
    .filter((parameter) => parameter['in'] === place);
}

function schemesOf(operation: JsonObject): string[] {
  return jsonList(operation['security']).flatMap((one) => Object.keys(jsonObject(one)));
}

/** The variable of a scheme holds what its header holds; a token goes by `Bearer`. */
function credentialOf(scheme: string, { schemes }: Operation): JsonObject {
  const header = jsonObject(schemes[scheme])['name'] ?? '';
  return {
    key: header,
    value: header === 'Authorization' ? `Bearer {{${scheme}}}` : `{{${scheme}}}`,
  };
}

function statusesOf(operation: JsonObject, wanted: (status: number) => boolean): number[] {
  return Object.keys(jsonObject(operation['responses'])).map(Number).filter(wanted);
}

function expecting(wanted: readonly number[]): string[] {
  return [
    `pm.test('answers ${wanted.join(' or ')}', function () {`,
    `  pm.expect(pm.response.code).to.be.oneOf([${wanted.join(', ')}]);`,
    '});',
  ];
}

/** What answers with an id fills the variable that the resource below it asks for. */
function keepingId({ verb }: Operation): string[] {
  if (verb !== 'post') return [];
  return [
    'var answer = pm.response.json();',
    "if (answer && answer.id) pm.collectionVariables.set('id', answer.id);",
  ];
}
