/** What the runtime reads of our own three stacks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Application, FunctionDefinition } from '../../../local/application';
import type { Method, RestApi, Stage } from '../../../local/rest-api';
import { loadApplication } from '../../../local/terraform';
import { synthesize, type Synthesized } from '../../helpers/synth';

describe('our application', () => {
  let synthesized: Synthesized;
  let application: Application;
  let api: RestApi;
  const warnings: string[] = [];

  beforeAll(() => {
    synthesized = synthesize();
    application = loadOurs();
    api = one(application.restApis);
  });
  afterAll(() => {
    synthesized.remove();
  });

  function loadOurs(): Application {
    return loadApplication({
      app: synthesized.outdir,
      keyRing: { valueOf: (address) => `key of ${address}` },
      strict: true,
      warn: (line) => warnings.push(line),
    });
  }

  function stageNamed(name: string): Stage {
    return one(api.stages.filter((stage) => stage.name === name));
  }

  function functionNamed(name: string): FunctionDefinition {
    return one(application.functions.filter((candidate) => candidate.name === name));
  }

  function method(path: string, httpMethod: string): Method {
    const resource = one(api.resources.filter((candidate) => candidate.path === path));
    return one(resource.methods.filter((candidate) => candidate.httpMethod === httpMethod));
  }

  test('is honoured in full', () => {
    expect(warnings).toEqual([]);
  });

  test('is one REST API with ids as AWS draws them', () => {
    expect(api.id).toMatch(/^[a-z0-9]{10}$/);
    expect(api.rootResourceId).toMatch(/^[a-z0-9]{10}$/);
    expect(Object.keys(api.authorizers)).toEqual([expect.stringMatching(/^[a-z0-9]{6}$/)]);
  });

  test('is the same at every start', () => {
    expect(loadOurs()).toEqual(application);
  });

  test('has every path, those without a method included', () => {
    expect(api.resources.map(({ path }) => path).toSorted()).toEqual([
      '/',
      '/Netflixapigw101',
      '/faq',
      '/hello',
      '/items',
      '/items/{id}',
      '/loopback',
    ]);
  });

  test('keeps stage variables in URIs for the request to decide', () => {
    expect(method('/items', 'POST').integration?.uri).toBe(
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${stageVariables.itemsFunction}/invocations',
    );
  });

  test.each([
    ['/items', 'POST', { apiKeyRequired: true, authorization: 'NONE' }],
    ['/items/{id}', 'GET', { apiKeyRequired: false, authorization: 'CUSTOM' }],
    ['/faq', 'GET', { apiKeyRequired: false, authorization: 'NONE' }],
    ['/hello', 'ANY', { apiKeyRequired: false, authorization: 'NONE' }],
  ])('%s %s has its access rule', (path, verb, rule) => {
    expect(method(path, verb)).toMatchObject(rule);
  });

  test('gives GET /items/{id} the authorizer of the API', () => {
    const [authorizerId] = Object.keys(api.authorizers);
    expect(method('/items/{id}', 'GET').authorizerId).toBe(authorizerId);
  });

  test.each([
    ['/items', 'POST', 'AWS_PROXY'],
    ['/loopback', 'POST', 'AWS'],
    ['/items', 'OPTIONS', 'MOCK'],
  ])('%s %s is integrated by %s', (path, verb, type) => {
    expect(method(path, verb).integration?.type).toBe(type);
  });

  test('validates what POST /items takes by the model', () => {
    const { requestValidator, requestModels } = method('/items', 'POST');
    expect(requestValidator).toMatchObject({ validateRequestBody: true });
    expect(Object.keys(api.models)).toContain(requestModels['application/json']);
  });

  test.each(['dev', 'prod'])('%s calls its own functions, table and log groups', (name) => {
    const stage = stageNamed(name);
    expect(stage.variables).toMatchObject({
      itemsFunction: `gatehouse-${name}-items:live`,
      itemsTable: `gatehouse-${name}-items`,
    });
    expect(stage.executionLogGroup).toBe(`API-Gateway-Execution-Logs_${api.id}/${name}`);
    expect(application.logGroups.map((group) => group.name)).toEqual(
      expect.arrayContaining([stage.accessLog?.logGroup, stage.executionLogGroup]),
    );
    expect(application.tables.map((table) => table.name)).toContain(`gatehouse-${name}-items`);
  });

  test.each(['dev', 'prod'])('%s has a plan with a key of its own from the key ring', (name) => {
    const [plan] = stageNamed(name).usagePlans;
    expect(plan?.throttle?.rateLimit).toBeGreaterThan(0);
    expect(plan?.quota?.limit).toBeGreaterThan(0);
    expect(plan?.keys.map(({ value }) => value)).toEqual([
      expect.stringMatching(new RegExp(`^key of gatehouse-${name}/aws_api_gateway_api_key\\.`)),
    ]);
  });

  test('lets API Gateway call the alias for exactly the methods that lead to it', () => {
    const { permissions, aliases } = functionNamed('gatehouse-dev-items');
    expect(aliases).toEqual({ live: '1' });
    expect(
      permissions.map(({ sourceArn, qualifier }) => [sourceArn, qualifier]).toSorted(),
    ).toEqual([
      [`arn:aws:execute-api:us-east-1:000000000000:${api.id}/dev/GET/items/*`, 'live'],
      [`arn:aws:execute-api:us-east-1:000000000000:${api.id}/dev/POST/items`, 'live'],
    ]);
  });

  test('names the authorizer in the permission to call it', () => {
    const [authorizerId] = Object.keys(api.authorizers);
    expect(
      functionNamed('gatehouse-prod-authorizer').permissions.map(({ sourceArn }) => sourceArn),
    ).toEqual([
      `arn:aws:execute-api:us-east-1:000000000000:${api.id}/authorizers/${String(authorizerId)}`,
    ]);
  });

  test('finds the zip from the folder of the stack', () => {
    const { zipPath } = functionNamed('gatehouse-dev-items');
    expect(zipPath).toBe(join(synthesized.folder, 'dist', 'items.zip'));
    expect(readFileSync(zipPath).toString('latin1')).toContain('PK');
  });

  test('resolves what roles may do', () => {
    const { role } = functionNamed('gatehouse-dev-items');
    expect(role?.policies.join()).toContain(
      'arn:aws:dynamodb:us-east-1:000000000000:table/gatehouse-dev-items',
    );
    expect(role?.policies.join()).not.toContain('${');
  });

  test('sends failed events to the dead-letter queue', () => {
    const { asynchronous } = functionNamed('gatehouse-dev-items');
    expect(asynchronous.deadLetterArn).toBeUndefined();
    expect(asynchronous.onFailure).toBe(
      'arn:aws:sqs:us-east-1:000000000000:gatehouse-dev-dead-letters',
    );
    expect(application.queues.map(({ arn }) => arn)).toContain(asynchronous.onFailure);
  });

  test('tells which resource refers to which, across stacks', () => {
    const dev = one(application.stacks.filter(({ name }) => name === 'gatehouse-dev'));
    const deployment = one(
      dev.resources.filter(({ type }) => type === 'aws_api_gateway_deployment'),
    );
    expect(deployment.references).toContain(`gatehouse-api:${api.address}`);
  });
});

function one<Item>(items: readonly Item[]): Item {
  const [only] = items;
  if (only === undefined || items.length > 1) throw new Error(`${items.length}, not one`);
  return only;
}
