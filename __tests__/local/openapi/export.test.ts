import { exportApi, type ExportOptions } from '../../../local/openapi/export';
import { importMethods } from '../../../local/openapi/import';
import type { JsonObject } from '../../../local/openapi/json';
import { toSwagger2Schema } from '../../../local/openapi/swagger2-schema';
import { method, PROXY, restApi, stage as stageOf } from '../../helpers/rest-api';

const proxy = method('POST', {
  address: 'aws_api_gateway_method.items-POST',
  apiKeyRequired: true,
  operationName: 'createItem',
  requestParameters: { 'method.request.header.Idempotency-Key': false },
  requestModels: { 'application/json': 'Item' },
  requestValidator: { name: 'body', validateRequestBody: true, validateRequestParameters: false },
  integration: {
    ...PROXY,
    uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${stageVariables.itemsFunction}/invocations',
  },
  responses: [{ statusCode: '201', parameters: {}, models: { 'application/json': 'Created' } }],
});

const stage = stageOf();

const model = (name: string, schema: unknown) => ({
  name,
  contentType: 'application/json',
  schema: JSON.stringify(schema),
  description: undefined,
});

const api = restApi(
  {},
  {
    rootResourceId: 'r0',
    name: 'shop',
    description: 'A shop.',
    resources: [
      { id: 'r0', path: '/', methods: [] },
      { id: 'r1', path: '/items', methods: [proxy] },
      {
        id: 'r2',
        path: '/items/{id}',
        methods: [
          {
            ...proxy,
            httpMethod: 'GET',
            operationName: undefined,
            apiKeyRequired: false,
            authorization: 'CUSTOM',
            authorizerId: 'a1',
            requestModels: {},
            requestParameters: {},
          },
        ],
      },
      {
        id: 'r3',
        path: '/hello',
        methods: [
          {
            ...proxy,
            httpMethod: 'ANY',
            operationName: undefined,
            apiKeyRequired: false,
            requestModels: {},
          },
          {
            ...proxy,
            httpMethod: 'OPTIONS',
            operationName: undefined,
            apiKeyRequired: false,
            requestModels: {},
          },
        ],
      },
    ],
    models: {
      Item: model('Item', {
        $schema: 'http://json-schema.org/draft-04/schema#',
        type: ['object', 'array'],
      }),
      Created: model('Created', {
        type: 'object',
        properties: {
          id: { type: ['string', 'null'] },
          item: { $ref: 'https://apigateway.amazonaws.com/restapis/abcdefghij/models/Item' },
        },
      }),
    },
    authorizers: {
      a1: {
        id: 'a1',
        address: 'aws_api_gateway_authorizer.token',
        name: 'token',
        type: 'TOKEN',
        uri: 'arn:authorizer',
        identitySources: ['method.request.header.Authorization'],
        identityValidationExpression: '^Bearer .+$',
        ttlSeconds: 300,
        credentials: undefined,
      },
    },
    stages: [stage],
    documentationParts: [
      {
        location: { type: 'METHOD', path: '/items', method: 'POST' },
        properties: '{"summary":"Store an item"}',
      },
      { location: { type: 'RESPONSE', statusCode: '201' }, properties: '{"description":"Stored"}' },
    ],
  },
);

function exported(options: Partial<ExportOptions> = {}): JsonObject {
  return exportApi({
    api,
    stage,
    exportType: 'oas30',
    extensions: false,
    serverUrl: 'http://127.0.0.1:3000',
    ...options,
  });
}

describe('exportApi', () => {
  it('tells the stage as the server', () => {
    expect(exported()['servers']).toEqual([
      { url: 'http://127.0.0.1:3000/{basePath}', variables: { basePath: { default: 'dev' } } },
    ]);
  });

  it('tells an operation with its key, body, parameters and documented responses', () => {
    expect(exported()['paths']).toHaveProperty('/items.post', {
      summary: 'Store an item',
      operationId: 'createItem',
      parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } },
        required: true,
      },
      responses: {
        '201': {
          description: 'Stored',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Created' } } },
        },
      },
      security: [{ api_key: [] }],
    });
  });

  it('tells a path parameter that the method does not declare', () => {
    expect(exported()['paths']).toHaveProperty(
      ['/items/{id}', 'get', 'parameters'],
      [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    );
  });

  it('tells an authorizer as the header it reads', () => {
    const document = exported();
    expect(document['components']).toHaveProperty('securitySchemes.token', {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
    });
    expect(document['paths']).toHaveProperty(['/items/{id}', 'get', 'security'], [{ token: [] }]);
  });

  it('tells ANY as every verb the resource has not of its own', () => {
    const hello = (exported()['paths'] as JsonObject)['/hello'] as JsonObject;
    expect(Object.keys(hello).sort()).toEqual([
      'delete',
      'get',
      'head',
      'options',
      'patch',
      'post',
      'put',
    ]);
  });

  it('tells ANY, integrations and the authorizer in API Gateway’s words when extensions are asked for', () => {
    const document = exported({ extensions: true });
    const paths = document['paths'] as JsonObject;
    expect(Object.keys(paths['/hello'] as JsonObject)).toContain('x-amazon-apigateway-any-method');
    expect(paths).toHaveProperty('/items.post.x-amazon-apigateway-integration.type', 'aws_proxy');
    expect(document['x-amazon-apigateway-request-validators']).toEqual({
      body: { validateRequestBody: true, validateRequestParameters: false },
    });
    expect(document['components']).toHaveProperty(
      'securitySchemes.token.x-amazon-apigateway-authorizer.identityValidationExpression',
      '^Bearer .+$',
    );
  });

  it('writes draft 4 in the dialect of OpenAPI 3.0', () => {
    expect(exported()['components']).toHaveProperty('schemas', {
      Item: { anyOf: [{ type: 'object' }, { type: 'array', items: {} }] },
      Created: {
        type: 'object',
        properties: {
          id: { type: 'string', nullable: true },
          item: { $ref: '#/components/schemas/Item' },
        },
      },
    });
  });

  it('tells the same in Swagger 2.0', () => {
    const document = exported({ exportType: 'swagger' });
    expect(document).toMatchObject({
      swagger: '2.0',
      host: '127.0.0.1:3000',
      basePath: '/dev',
      schemes: ['http'],
    });
    expect(document).not.toHaveProperty('openapi');
    expect(document['paths']).toHaveProperty('/items.post', {
      summary: 'Store an item',
      operationId: 'createItem',
      consumes: ['application/json'],
      produces: ['application/json'],
      parameters: [
        { name: 'Idempotency-Key', in: 'header', type: 'string' },
        { name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/Item' } },
      ],
      responses: { '201': { description: 'Stored', schema: { $ref: '#/definitions/Created' } } },
      security: [{ api_key: [] }],
    });
  });
});

describe('toSwagger2Schema', () => {
  it.each([
    [
      'types to choose from',
      { anyOf: [{ type: 'object' }, { type: 'array', items: {} }] },
      { type: ['object', 'array'] },
    ],
    ['null', { type: 'string', nullable: true }, { type: 'string', 'x-nullable': true }],
    [
      'schemas to choose from',
      { title: 'T', oneOf: [{ type: 'string', maxLength: 3 }] },
      { title: 'T' },
    ],
    [
      'schemas in schemas',
      {
        properties: { a: { items: { not: {} } } },
        allOf: [{ anyOf: [{ type: 'string' }] }],
        additionalProperties: false,
      },
      {
        properties: { a: { items: {} } },
        allOf: [{ type: ['string'] }],
        additionalProperties: false,
      },
    ],
  ])('tells %s as Swagger 2.0 can', (_name, schema, told) => {
    expect(toSwagger2Schema(schema)).toEqual(told);
  });
});

describe('importMethods', () => {
  it('reads back the routes, access rules and integrations that exportApi told', () => {
    const document: unknown = JSON.parse(JSON.stringify(exported({ extensions: true })));
    const told = api.resources.flatMap(({ path, methods }) =>
      methods.map(({ address, authorizerId, authorizationScopes, ...method }) => ({
        ...method,
        path,
        authorizerName: authorizerId === 'a1' ? 'token' : undefined,
        // A path parameter is in the document even where the method leaves it out.
        requestParameters:
          path === '/items/{id}' ? { 'method.request.path.id': true } : method.requestParameters,
      })),
    );
    expect(importMethods(document)).toEqual(told);
  });

  it.each([
    ['no document', [], 'openapi: not an OpenAPI 3.0 document'],
    [
      'an unknown verb',
      { openapi: '3.0.1', paths: { '/a': { fetch: {} } } },
      'paths./a.fetch: not a method of API Gateway',
    ],
  ])('rejects %s', (_name, document, message) => {
    expect(() => importMethods(document)).toThrow(message);
  });
});
