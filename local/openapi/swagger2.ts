import { isJsonObject, jsonList, jsonObject, present, type Json, type JsonObject } from './json';
import { mapSchemas } from './swagger2-schema';

/**
 * An OpenAPI 3.0 document of ours as Swagger 2.0: the same facts at the places the older format has for them.
 * https://swagger.io/specification/v2/
 */
export function toSwagger2(document: JsonObject): JsonObject {
  const { servers, paths, components, info, tags, ...rest } = document;
  const { schemas, securitySchemes } = jsonObject(components);
  return pointToDefinitions(
    present({
      swagger: '2.0',
      info,
      tags,
      ...serverOf(servers),
      paths: mapObject(jsonObject(paths), (path) => mapObject(jsonObject(path), operationOf)),
      securityDefinitions: securitySchemes,
      definitions: mapSchemas(jsonObject(schemas)),
      ...rest,
      openapi: undefined,
    }),
  );
}

function serverOf(servers: Json | undefined): JsonObject {
  const server = jsonObject(jsonList(servers)[0]);
  const url = new URL(textOf(server['url']).replace('{basePath}', ''));
  const basePath = jsonObject(jsonObject(server['variables'])['basePath'])['default'];
  return {
    host: url.host,
    basePath: `/${textOf(basePath)}`,
    schemes: [url.protocol.replace(':', '')],
  };
}

function operationOf(operation: Json | undefined): JsonObject {
  const { parameters, requestBody, responses, ...rest } = jsonObject(operation);
  const body = jsonObject(requestBody);
  const responseObjects = jsonObject(responses);
  return present({
    consumes: Object.keys(jsonObject(body['content'])),
    produces: [
      ...new Set(
        Object.values(responseObjects).flatMap((one) =>
          Object.keys(jsonObject(jsonObject(one)['content'])),
        ),
      ),
    ],
    parameters: [...jsonList(parameters).map(parameterOf), ...bodyParameter(body)],
    responses: mapObject(responseObjects, responseOf),
    ...rest,
  });
}

/** A parameter's type stands in the parameter itself. */
function parameterOf(parameter: Json): JsonObject {
  const { schema, ...rest } = jsonObject(parameter);
  return { ...rest, ...jsonObject(schema) };
}

function bodyParameter(body: JsonObject): JsonObject[] {
  const schema = firstSchema(body);
  if (schema === undefined) return [];
  return [
    present({
      name: 'body',
      in: 'body',
      description: body['description'],
      required: body['required'],
      schema,
    }),
  ];
}

function responseOf(response: Json | undefined): JsonObject {
  const { content, headers, ...rest } = jsonObject(response);
  return present({
    ...rest,
    headers: mapObject(jsonObject(headers), (header) => parameterOf(header ?? null)),
    schema: firstSchema({ content }),
  });
}

/** Swagger 2 knows one schema for all content types of a body. */
function firstSchema({ content }: JsonObject): Json | undefined {
  const [first] = Object.values(jsonObject(content));
  return jsonObject(first)['schema'];
}

function mapObject(
  object: JsonObject,
  convert: (value: Json | undefined) => JsonObject,
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, convert(value)]));
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function pointToDefinitions(document: JsonObject): JsonObject {
  return walk(document) as JsonObject;
}

function walk(value: Json): Json {
  if (Array.isArray(value)) return jsonList(value).map(walk);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === '$ref' && typeof one === 'string'
        ? one.replace('#/components/schemas/', '#/definitions/')
        : walk(one ?? null),
    ]),
  );
}
