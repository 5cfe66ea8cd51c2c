import {
  APIGatewayClient,
  DeleteRestApiCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetExportCommand,
  GetMethodCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from '@aws-sdk/client-api-gateway';
import { parse } from 'yaml';
import { API, EndpointUnderTest, KEY, roleWith } from './aws-endpoint-under-test';

const restApiId = API.id;
const stageName = 'dev';

let endpoint: EndpointUnderTest;
let gateway: APIGatewayClient;

beforeEach(async () => {
  endpoint = await new EndpointUnderTest().start();
  gateway = new APIGatewayClient(endpoint.client());
});

afterEach(async () => {
  gateway.destroy();
  await endpoint.stop();
});

it('tells the APIs', async () => {
  const { items } = await gateway.send(new GetRestApisCommand({}));
  expect(items).toMatchObject([{ id: restApiId, name: 'shop', rootResourceId: 'r0' }]);
  expect(items?.[0]?.createdDate).toBeInstanceOf(Date);
  expect(await gateway.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ name: 'shop' });
});

it('tells the stages', async () => {
  const stage = {
    stageName,
    variables: { items: 'f:live' },
    methodSettings: { '*/*': { throttlingRateLimit: 50, throttlingBurstLimit: 100 } },
    accessLogSettings: {
      destinationArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/shop/dev',
    },
  };
  const { item } = await gateway.send(new GetStagesCommand({ restApiId }));
  expect(item).toMatchObject([stage]);
  expect(await gateway.send(new GetStageCommand({ restApiId, stageName }))).toMatchObject(stage);
});

it('tells the resources, with their methods when asked to', async () => {
  const brief = await gateway.send(new GetResourcesCommand({ restApiId }));
  expect(brief.items).toEqual([
    { id: 'r0', path: '/' },
    { id: 'r1', parentId: 'r0', pathPart: 'items', path: '/items', resourceMethods: { POST: {} } },
  ]);
  const full = await gateway.send(new GetResourcesCommand({ restApiId, embed: ['methods'] }));
  const method = { apiKeyRequired: true, methodIntegration: { type: 'AWS_PROXY' } };
  expect(full.items?.[1]?.resourceMethods?.['POST']).toMatchObject(method);
  expect(
    await gateway.send(new GetMethodCommand({ restApiId, resourceId: 'r1', httpMethod: 'POST' })),
  ).toMatchObject(method);
});

it('tells the value of a key only when asked to', async () => {
  const brief = await gateway.send(new GetApiKeysCommand({}));
  expect(brief.items).toMatchObject([{ id: 'k1', stageKeys: [`${restApiId}/dev`] }]);
  expect(brief.items?.[0]).not.toHaveProperty('value');
  const full = await gateway.send(new GetApiKeysCommand({ includeValues: true }));
  expect(full.items?.[0]?.value).toBe(KEY.value);
  const one = await gateway.send(new GetApiKeyCommand({ apiKey: 'k1', includeValue: true }));
  expect(one.value).toBe(KEY.value);
  const others = await gateway.send(new GetApiKeysCommand({ nameQuery: 'other' }));
  expect(others.items).toEqual([]);
});

it('tells the usage plans and their keys', async () => {
  const { items } = await gateway.send(new GetUsagePlansCommand({}));
  expect(items).toEqual([
    {
      id: 'p1',
      name: 'shop-dev',
      apiStages: [{ apiId: restApiId, stage: 'dev' }],
      throttle: { rateLimit: 10, burstLimit: 20 },
      quota: { limit: 1000, period: 'DAY', offset: 0 },
    },
  ]);
  const keys = await gateway.send(new GetUsagePlanKeysCommand({ usagePlanId: 'p1' }));
  expect(keys.items).toEqual([{ id: 'k1', type: 'API_KEY', name: 'shop-dev' }]);
});

describe('GetExport', () => {
  it.each([
    ['oas30', 'application/json', { openapi: '3.0.1' }],
    ['oas30', 'application/yaml', { openapi: '3.0.1' }],
    ['swagger', 'application/json', { swagger: '2.0' }],
    ['swagger', 'application/yaml', { swagger: '2.0' }],
  ])('writes %s as %s', async (exportType, accepts, head) => {
    const answer = await gateway.send(
      new GetExportCommand({ restApiId, stageName, exportType, accepts }),
    );
    const text = Buffer.from(answer.body ?? []).toString();
    expect(answer.contentType).toBe(accepts);
    expect(text.startsWith('{')).toBe(accepts === 'application/json');
    expect(parse(text)).toMatchObject({ ...head, info: { title: 'shop' } });
    expect(text).not.toContain('x-amazon-apigateway-integration');
  });

  it('writes the extensions when asked to', async () => {
    const parameters = { extensions: 'integrations,authorizers' };
    const answer = await gateway.send(
      new GetExportCommand({ restApiId, stageName, exportType: 'oas30', parameters }),
    );
    expect(Buffer.from(answer.body ?? []).toString()).toContain('x-amazon-apigateway-integration');
  });

  it('names the place where the stage is served', async () => {
    const answer = await gateway.send(
      new GetExportCommand({ restApiId, stageName, exportType: 'oas30' }),
    );
    expect(parse(Buffer.from(answer.body ?? []).toString())).toMatchObject({
      servers: [{ url: `${endpoint.endpoint}/{basePath}` }],
    });
  });
});

it.each([
  {
    what: 'API',
    send: () => gateway.send(new GetRestApiCommand({ restApiId: 'x' })),
    message: 'Invalid API identifier specified 000000000000:x',
  },
  {
    what: 'stage',
    send: () => gateway.send(new GetStageCommand({ restApiId, stageName: 'x' })),
    message: 'Invalid stage identifier specified',
  },
  {
    what: 'key',
    send: () => gateway.send(new GetApiKeyCommand({ apiKey: 'x' })),
    message: 'Invalid API Key identifier specified',
  },
])('does not find another $what', async ({ send, message }) => {
  await expect(send()).rejects.toMatchObject({
    name: 'NotFoundException',
    message,
    $metadata: { httpStatusCode: 404 },
  });
});

it('changes nothing: what is deployed stands in the Terraform JSON', async () => {
  await expect(gateway.send(new DeleteRestApiCommand({ restApiId }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: `API Gateway DELETE /restapis/${restApiId} is not served on this laptop`,
  });
});

it('tells a function nothing that its role may not read', async () => {
  const own = new APIGatewayClient(endpoint.client(roleWith()));
  await expect(own.send(new GetApiKeysCommand({ includeValues: true }))).rejects.toThrow(
    'is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:us-east-1::/apikeys',
  );
  own.destroy();
});
