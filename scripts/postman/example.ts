import { jsonList, jsonObject, type Json, type JsonObject } from '../../local/openapi/json';

/**
 * A value that a schema of the document allows, as small as can be read with sense.
 *
 * @param schemas What `$ref` refers to, by name.
 */
export function exampleOf(schema: Json | undefined, schemas: JsonObject): Json {
  const { $ref, example, anyOf, oneOf, type, properties, items, ...rest } = jsonObject(schema);
  if (typeof $ref === 'string') {
    return exampleOf(schemas[$ref.slice($ref.lastIndexOf('/') + 1)], schemas);
  }
  if (example !== undefined) return example;
  const [first] = [...jsonList(rest['enum']), ...jsonList(anyOf), ...jsonList(oneOf)];
  if (first !== undefined) return rest['enum'] === undefined ? exampleOf(first, schemas) : first;
  if (type === 'object') return objectOf(jsonObject(properties), schemas);
  if (type === 'array') return items === undefined ? [] : [exampleOf(items, schemas)];
  if (type === 'boolean') return true;
  const { minimum } = rest;
  if (type === 'integer' || type === 'number') return typeof minimum === 'number' ? minimum : 1;
  return 'text';
}

function objectOf(properties: JsonObject, schemas: JsonObject): JsonObject {
  const members = Object.entries(properties);
  // A schema that names no member takes any.
  if (members.length === 0) return { hello: 'world' };
  return Object.fromEntries(members.map(([name, one]) => [name, exampleOf(one, schemas)]));
}
