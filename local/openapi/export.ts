import { HTTP_METHODS, type Method, type RestApi, type Resource, type Stage } from '../rest-api';
import { createDocumentation, type Documentation } from './documentation';
import { apiExtensions, operationExtensions } from './extensions';
import { isJsonObject, present, type JsonObject } from './json';
import { operationOf } from './operation';
import { schemasOf } from './schemas';
import { authorizerNames, securitySchemes } from './security';
import { toSwagger2 } from './swagger2';

/** The document's format: OpenAPI 3.0, or Swagger 2.0. */
export const EXPORT_TYPES = ['oas30', 'swagger'] as const;
export type ExportType = (typeof EXPORT_TYPES)[number];

export interface ExportOptions {
  readonly api: RestApi;
  readonly stage: Stage;
  readonly exportType: ExportType;
  /** Whether `x-amazon-apigateway-*` is told, enough to import the API again. */
  readonly extensions: boolean;
  /** Where the stage is served, without the stage: `http://127.0.0.1:3000`. */
  readonly serverUrl: string;
}

/**
 * The API as a document, in the shape in which API Gateway exports a stage: a pure function of the API.
 *
 * Without extensions `ANY` is told as every verb that the resource does not have of its own, since OpenAPI has no word
 * for it; with them it is `x-amazon-apigateway-any-method`, as AWS writes it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 */
export function exportApi(options: ExportOptions): JsonObject {
  const { api, stage, extensions } = options;
  const documentation = createDocumentation(api.documentationParts);
  const told = documentation.find({ type: 'API' });
  const document = present({
    openapi: '3.0.1',
    info: present({
      title: api.name,
      description: infoOf(told)['description'] ?? api.description,
      version: stage.documentationVersion ?? stage.deploymentId,
    }),
    tags: told['tags'],
    servers: [
      { url: `${options.serverUrl}/{basePath}`, variables: { basePath: { default: stage.name } } },
    ],
    paths: pathsOf(options, documentation),
    components: present({
      schemas: schemasOf(api.models),
      securitySchemes: securitySchemes(api, extensions),
    }),
    ...(extensions ? apiExtensions(api) : {}),
  });
  return options.exportType === 'swagger' ? toSwagger2(document) : document;
}

/** The documentation of the API itself is laid over the document: its `info` is the document's. */
function infoOf(told: JsonObject): JsonObject {
  const { info } = told;
  return isJsonObject(info) ? info : told;
}

function pathsOf({ api, extensions }: ExportOptions, documentation: Documentation): JsonObject {
  const names = authorizerNames(api);
  const operation = ({ path }: Resource, method: Method): JsonObject => ({
    ...operationOf({ path, method, documentation, authorizerNames: names }),
    ...(extensions ? operationExtensions(method) : {}),
  });
  return Object.fromEntries(
    api.resources
      .filter(({ methods }) => methods.length > 0)
      .map((resource) => [
        resource.path,
        Object.fromEntries(
          resource.methods.flatMap((method) =>
            operationNames(resource, method, extensions).map((name) => [
              name,
              operation(resource, method),
            ]),
          ),
        ),
      ]),
  );
}

function operationNames(resource: Resource, method: Method, extensions: boolean): string[] {
  if (method.httpMethod !== 'ANY') return [method.httpMethod.toLowerCase()];
  if (extensions) return ['x-amazon-apigateway-any-method'];
  const taken = new Set(resource.methods.map(({ httpMethod }) => httpMethod));
  return HTTP_METHODS.filter((verb) => !taken.has(verb)).map((verb) => verb.toLowerCase());
}
