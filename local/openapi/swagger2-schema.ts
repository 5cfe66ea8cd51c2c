import { isJsonObject, jsonList, type Json, type JsonObject } from './json';

/** What Swagger 2.0's schema object does not have, nor a word that says as much: left out, the schema allows more. */
const NOT_IN_SWAGGER = new Set(['anyOf', 'oneOf', 'not', 'nullable', 'deprecated', 'writeOnly']);

/**
 * OpenAPI 3.0's schema object in the dialect of Swagger 2.0: alternatives that are mere types become a list of types,
 * `nullable` becomes `x-nullable`.
 * https://swagger.io/specification/v2/#schema-object
 */
export function toSwagger2Schema(schema: JsonObject): JsonObject {
  const members = Object.entries(schema)
    .filter(([name]) => !NOT_IN_SWAGGER.has(name))
    .map(([name, value]) => [name, convertMember(name, value)] as const);
  return {
    ...typesOf(schema),
    ...Object.fromEntries(members),
    ...(schema['nullable'] === true ? { 'x-nullable': true } : {}),
  };
}

function typesOf({ anyOf }: JsonObject): JsonObject {
  const types = jsonList(anyOf).map((one) => (isBareType(one) ? one['type'] : undefined));
  const known = types.filter((type) => type !== undefined);
  return known.length > 0 && known.length === types.length ? { type: known } : {};
}

/** `{ type }`, or a list of anything: `{ type: 'array', items: {} }`. */
function isBareType(schema: Json): schema is JsonObject {
  if (!isJsonObject(schema)) return false;
  const { type, items, ...rest } = schema;
  const ofAnything =
    items === undefined || (isJsonObject(items) && Object.keys(items).length === 0);
  return typeof type === 'string' && ofAnything && Object.keys(rest).length === 0;
}

function convertMember(name: string, value: Json | undefined): Json | undefined {
  switch (name) {
    case 'items':
    case 'additionalProperties':
      return isJsonObject(value) ? toSwagger2Schema(value) : value;
    case 'allOf':
      return jsonList(value).map((one) => (isJsonObject(one) ? toSwagger2Schema(one) : one));
    case 'properties':
      return isJsonObject(value) ? mapSchemas(value) : value;
    default:
      return value;
  }
}

/** Schemas by name. */
export function mapSchemas(schemas: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, one]) => [
      name,
      isJsonObject(one) ? toSwagger2Schema(one) : one,
    ]),
  );
}
