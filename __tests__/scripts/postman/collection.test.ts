import { Collection } from 'postman-collection';
import { toPostmanCollection } from '../../../scripts/postman/collection';

const document = {
  openapi: '3.0.1',
  info: { title: 'shop', version: '1' },
  servers: [
    { url: 'http://127.0.0.1:3000/{basePath}', variables: { basePath: { default: 'dev' } } },
  ],
  paths: {
    '/orders/{id}': {
      get: {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'deep', in: 'query', schema: { type: 'string' } },
        ],
        responses: { '200': { description: 'It.' }, '401': { description: 'No.' } },
        security: [{ token: [] }],
      },
    },
    '/orders': {
      post: {
        parameters: [{ name: 'Retry', in: 'header', description: 'Again.' }],
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
        responses: {
          '201': { description: 'Made.' },
          '403': { description: 'No.' },
          '500': { description: 'Ours.' },
        },
        security: [{ api_key: [] }],
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        properties: {
          count: { type: 'integer', minimum: 2 },
          tags: { anyOf: [{ type: 'array' }] },
        },
      },
    },
    securitySchemes: {
      api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
      token: { type: 'apiKey', name: 'Authorization', in: 'header' },
    },
  },
};

describe('toPostmanCollection', () => {
  const collection = new Collection(toPostmanCollection(document));
  const items = new Map<string, ReturnType<typeof requestOf>>();
  collection.forEachItem((item) => items.set(item.name, requestOf(item)));

  it('has a folder per resource, the one that is stored to before those below it', () => {
    expect(collection.items.map(({ name }) => name)).toEqual(['/orders', '/orders/{id}']);
  });

  it('asks once with the credential and once without', () => {
    expect([...items.keys()]).toEqual([
      'POST /orders',
      'POST /orders without api_key',
      'GET /orders/{id}',
      'GET /orders/{id} without token',
    ]);
    expect(items.get('POST /orders')?.headers).toMatchObject({ 'x-api-key': '{{api_key}}' });
    expect(items.get('GET /orders/{id}')?.headers).toEqual({ Authorization: 'Bearer {{token}}' });
    expect(items.get('GET /orders/{id} without token')?.headers).toEqual({});
  });

  it('tests the status, of a success and of a refusal', () => {
    expect(items.get('POST /orders')?.script).toContain('oneOf([201])');
    expect(items.get('POST /orders without api_key')?.script).toContain('oneOf([403])');
  });

  it('sends a body that its model allows, to the stage’s address', () => {
    expect(items.get('POST /orders')).toMatchObject({
      url: '{{baseUrl}}/orders',
      body: { count: 2, tags: [] },
    });
    expect(items.get('GET /orders/{id}')?.url).toBe('{{baseUrl}}/orders/{{id}}');
  });

  it('has key and token as variables without a value', () => {
    expect(
      collection.variables.all().map(({ key, value }) => ({ key, value: String(value) })),
    ).toEqual([
      { key: 'baseUrl', value: 'http://127.0.0.1:3000/dev' },
      { key: 'api_key', value: '' },
      { key: 'token', value: '' },
      { key: 'id', value: '' },
    ]);
  });
});

function requestOf({ request, events }: InstanceType<typeof import('postman-collection').Item>) {
  const raw = request.body?.raw;
  const body: unknown = raw === undefined ? undefined : JSON.parse(raw);
  const sent = request.headers.filter((header) => !header.disabled, undefined);
  return {
    url: request.url.toString(),
    headers: Object.fromEntries(sent.map(({ key, value }) => [key, value])),
    body,
    script: events
      .all()
      .map((event) => String(event.script.toSource()))
      .join(),
  };
}
