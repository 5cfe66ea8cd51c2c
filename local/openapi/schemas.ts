import type { Model } from '../rest-api';
import { isJsonObject, jsonList, present, type Json, type JsonObject } from './json';

/** Members of a JSON schema that OpenAPI 3.0's schema object does not have. */
const NOT_IN_OPENAPI = new Set(['$schema', 'id', 'definitions']);
const MODEL_REFERENCE = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([^/]+)$/;

/** Every model as a schema of the document, by name. */
export function schemasOf(models: Readonly<Record<string, Model>>): JsonObject {
  return present(
    Object.fromEntries(
      Object.values(models).map((model) => [
        model.name,
        { ...describe(model), ...toOpenApiSchema(parse(model)) },
      ]),
    ),
  );
}

export function schemaReference(modelName: string): JsonObject {
  return { $ref: `#/components/schemas/${modelName}` };
}

function describe(model: Model): JsonObject {
  return model.description === undefined ? {} : { description: model.description };
}

function parse(model: Model): JsonObject {
  const schema: unknown = JSON.parse(model.schema);
  return isJson(schema) && isJsonObject(schema) ? schema : {};
}

function isJson(value: unknown): value is Json {
  return value !== undefined;
}

/**
 * JSON schema draft 4, which API Gateway's models are written in, in the dialect of OpenAPI 3.0: no list of types,
 * `null` as `nullable`, references within the document.
 * https://spec.openapis.org/oas/v3.0.3#schema-object
 */
export function toOpenApiSchema(schema: JsonObject): JsonObject {
  const { type, $ref, ...rest } = schema;
  if (typeof $ref === 'string') return { $ref: documentReference($ref) };
  const members = Object.entries(rest)
    .filter(([name]) => !NOT_IN_OPENAPI.has(name))
    .map(([name, value]) => [name, convertMember(name, value)] as const);
  return present({ ...typeMembers(type), ...Object.fromEntries(members) });
}

/** Members whose value is a schema, a list of schemas, or schemas by name; all else is data. */
const SCHEMA_MEMBERS = new Set(['items', 'not', 'additionalProperties']);
const SCHEMA_LISTS = new Set(['allOf', 'anyOf', 'oneOf']);

function convertMember(name: string, value: Json | undefined): Json | undefined {
  if (SCHEMA_MEMBERS.has(name) && isJsonObject(value)) return toOpenApiSchema(value);
  if (SCHEMA_LISTS.has(name) && Array.isArray(value)) {
    return jsonList(value).map((one) => (isJsonObject(one) ? toOpenApiSchema(one) : one));
  }
  if (name === 'properties' && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        isJsonObject(one) ? toOpenApiSchema(one) : one,
      ]),
    );
  }
  return value;
}

function typeMembers(type: Json | undefined): JsonObject {
  if (!Array.isArray(type)) return { type };
  const listed = jsonList(type);
  const types = listed.filter((one) => one !== 'null');
  const nullable = types.length < listed.length ? true : undefined;
  const [first] = types;
  if (types.length === 1) return { type: first, nullable };
  return {
    anyOf: types.map((one) => (one === 'array' ? { type: one, items: {} } : { type: one })),
    nullable,
  };
}

function documentReference(reference: string): string {
  const model = MODEL_REFERENCE.exec(reference)?.[1];
  return model === undefined ? reference : `#/components/schemas/${model}`;
}
