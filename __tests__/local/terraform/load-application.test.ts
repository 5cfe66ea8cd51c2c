/** What is read of Terraform JSON that others write, and what is said when it cannot be. */
import type { FunctionDefinition } from '../../../local/application';
import type { Integration, RestApi, Stage } from '../../../local/rest-api';
import { cdktfOut, load, type Loaded } from '../../helpers/terraform-json';

const API = { aws_api_gateway_rest_api: { api: { name: 'api' } } };
const API_ID = '${aws_api_gateway_rest_api.api.id}';
const ROOT = {
  rest_api_id: API_ID,
  resource_id: '${aws_api_gateway_rest_api.api.root_resource_id}',
};
const ROLE = { aws_iam_role: { role: { name: 'role', assume_role_policy: '{}' } } };
const FUNCTION = {
  function_name: 'items',
  filename: 'function.zip',
  handler: 'index.handler',
  runtime: 'nodejs22.x',
  role: '${aws_iam_role.role.arn}',
};
const METHOD = { ...ROOT, http_method: 'GET', authorization: 'NONE' };

function loadResources(resource: object, more: object = {}, strict = true): Loaded {
  return load({ 'main.tf.json': { resource, ...more } }, { strict });
}

function apiOf(resource: object, more: object = {}): RestApi {
  return only(loadResources({ ...API, ...resource }, more).application.restApis);
}

function functionOf(argumentsOf: object, resource: object = {}): FunctionDefinition {
  const { application } = loadResources({
    ...ROLE,
    ...resource,
    aws_lambda_function: { items: { ...FUNCTION, ...argumentsOf } },
  });
  return only(application.functions);
}

function integrationOf(argumentsOf: object): Integration | undefined {
  const api = apiOf({
    aws_api_gateway_method: { get: METHOD },
    aws_api_gateway_integration: { get: { ...ROOT, http_method: 'GET', ...argumentsOf } },
  });
  return api.resources[0]?.methods[0]?.integration;
}

function stageOf(argumentsOf: object, resource: object = {}): Stage {
  const api = apiOf({
    aws_api_gateway_deployment: { now: { rest_api_id: API_ID } },
    aws_api_gateway_stage: {
      dev: {
        rest_api_id: API_ID,
        deployment_id: '${aws_api_gateway_deployment.now.id}',
        stage_name: 'dev',
        ...argumentsOf,
      },
    },
    ...resource,
  });
  return only(api.stages);
}

function only<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined || items.length > 1) throw new Error(`${items.length}, not one`);
  return first;
}

describe('a folder of *.tf.json', () => {
  test('is one stack, whichever file holds what', () => {
    const { application } = load({
      'a.tf.json': { resource: [{ aws_sqs_queue: [{ jobs: [{ name: '${local.name}-jobs' }] }] }] },
      'b.tf.json': { locals: { name: '${var.project}' }, variable: { project: { default: 'p' } } },
    });
    expect(application.queues).toEqual([
      {
        address: 'aws_sqs_queue.jobs',
        name: 'p-jobs',
        arn: 'arn:aws:sqs:us-east-1:000000000000:p-jobs',
        url: 'https://sqs.us-east-1.amazonaws.com/000000000000/p-jobs',
      },
    ]);
  });

  test('takes region and account from the provider', () => {
    const { application } = loadResources(
      { aws_sqs_queue: { jobs: { name: 'jobs' }, far: { name: 'far', provider: 'aws.far' } } },
      {
        provider: {
          aws: [
            { region: '${var.region}', allowed_account_ids: ['123456789012'] },
            { alias: 'far', region: 'us-west-2' },
          ],
        },
        variable: { region: { default: 'eu-west-1' } },
      },
    );
    expect(application).toMatchObject({ region: 'eu-west-1', accountId: '123456789012' });
    expect(application.queues.map(({ arn }) => arn)).toEqual([
      'arn:aws:sqs:eu-west-1:123456789012:jobs',
      'arn:aws:sqs:us-west-2:123456789012:far',
    ]);
  });

  test('makes an instance for each count and key', () => {
    const { application } = loadResources({
      aws_sqs_queue: {
        numbered: { count: 2, name: 'q-${count.index}' },
        keyed: { for_each: '${toset(["a", "b"])}', name: 'k-${each.key}' },
        mapped: { for_each: { x: { size: 1 } }, name: '${each.key}-${each.value.size}' },
        pointing: {
          name: '${aws_sqs_queue.numbered[1].name}-${aws_sqs_queue.keyed["a"].name}-${join("", aws_sqs_queue.numbered[*].name)}',
        },
      },
    });
    expect(application.queues.map(({ address, name }) => [address, name])).toEqual([
      ['aws_sqs_queue.numbered[0]', 'q-0'],
      ['aws_sqs_queue.numbered[1]', 'q-1'],
      ['aws_sqs_queue.keyed["a"]', 'k-a'],
      ['aws_sqs_queue.keyed["b"]', 'k-b'],
      ['aws_sqs_queue.mapped["x"]', 'x-1'],
      ['aws_sqs_queue.pointing', 'q-1-k-a-q-0q-1'],
    ]);
  });

  test('makes the blocks of a dynamic one', () => {
    const { application } = loadResources({
      aws_dynamodb_table: {
        t: {
          name: 't',
          hash_key: 'a',
          dynamic: {
            attribute: {
              for_each: '${["a", "b"]}',
              content: { name: '${attribute.value}', type: 'S' },
            },
            global_secondary_index: [
              {
                for_each: { byB: 'b' },
                iterator: 'index',
                content: [
                  {
                    name: '${index.key}',
                    hash_key: '${index.value}',
                    projection_type: 'KEYS_ONLY',
                  },
                ],
              },
            ],
          },
        },
      },
    });
    expect(only(application.tables)).toMatchObject({
      attributes: { a: 'S', b: 'S' },
      globalSecondaryIndexes: [{ name: 'byB', hashKey: 'b', projectionType: 'KEYS_ONLY' }],
    });
  });

  test('gives variables the values that Terraform would read', () => {
    const { application } = load({
      'main.tf.json': {
        variable: { name: {}, size: { default: 1 } },
        resource: { aws_sqs_queue: { q: { name: '${var.name}-${var.size}' } } },
      },
      'terraform.tfvars.json': { name: 'given', size: 2 },
      'b.auto.tfvars.json': { size: 3 },
    });
    expect(only(application.queues).name).toBe('given-3');
  });

  test('answers the data sources that need no AWS', () => {
    const { application } = loadResources(
      {
        aws_sqs_queue: {
          q: {
            name: '${data.aws_partition.p.partition}-${data.aws_region.r.name}-${data.aws_caller_identity.c.account_id}',
          },
        },
      },
      { data: { aws_partition: { p: {} }, aws_region: { r: {} }, aws_caller_identity: { c: {} } } },
    );
    expect(only(application.queues).name).toBe('aws-us-east-1-000000000000');
  });

  test('writes the JSON of a policy document', () => {
    const { role } = functionOf(
      {},
      {
        aws_dynamodb_table: {
          t: { name: 't', hash_key: 'id', attribute: { name: 'id', type: 'S' } },
        },
        aws_iam_role_policy: {
          inline: {
            role: '${aws_iam_role.role.id}',
            policy: '${jsonencode({Statement = [{Resource = aws_dynamodb_table.t.arn}]})}',
          },
        },
        aws_iam_role: {
          role: {
            ...ROLE.aws_iam_role.role,
            inline_policy: [{ name: 'a', policy: '{"inline":true}' }],
          },
        },
        aws_iam_policy: { shared: { name: 'shared', policy: '{"shared":true}' } },
        aws_iam_role_policy_attachment: {
          shared: { role: '${aws_iam_role.role.name}', policy_arn: '${aws_iam_policy.shared.arn}' },
          basic: {
            role: '${aws_iam_role.role.name}',
            policy_arn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
          },
        },
      },
    );
    expect(role?.policies).toEqual([
      '{"inline":true}',
      '{"Statement":[{"Resource":"arn:aws:dynamodb:us-east-1:000000000000:table/t"}]}',
      '{"shared":true}',
    ]);
    expect(role?.managedPolicyArns).toEqual([
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    ]);
  });

  test('writes blocks of a policy document as IAM has them', () => {
    const api = apiOf(
      {
        aws_api_gateway_rest_api_policy: {
          policy: { rest_api_id: API_ID, policy: '${data.aws_iam_policy_document.d.json}' },
        },
      },
      {
        data: {
          aws_iam_policy_document: {
            d: {
              statement: [
                {
                  sid: 'One',
                  effect: 'Deny',
                  actions: ['execute-api:Invoke'],
                  resources: ['execute-api:/*', 'execute-api:/x'],
                  principals: [{ type: '*', identifiers: ['*'] }],
                  condition: {
                    test: 'NotIpAddress',
                    variable: 'aws:SourceIp',
                    values: ['127.0.0.1/32'],
                  },
                },
                { actions: ['a:b'], principals: { type: 'AWS', identifiers: ['arn:1', 'arn:2'] } },
              ],
            },
          },
        },
      },
    );
    expect(JSON.parse(api.policy ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'One',
          Effect: 'Deny',
          Action: 'execute-api:Invoke',
          Resource: ['execute-api:/*', 'execute-api:/x'],
          Principal: '*',
          Condition: { NotIpAddress: { 'aws:SourceIp': '127.0.0.1/32' } },
        },
        { Effect: 'Allow', Action: 'a:b', Principal: { AWS: ['arn:1', 'arn:2'] } },
      ],
    });
  });
});

describe('a REST API', () => {
  test('has its settings', () => {
    const { application } = loadResources({
      aws_api_gateway_rest_api: {
        api: {
          name: 'images',
          binary_media_types: ['image/png'],
          minimum_compression_size: '1024',
          api_key_source: 'AUTHORIZER',
          policy: '{"Version":"2012-10-17"}',
        },
      },
    });
    expect(only(application.restApis)).toMatchObject({
      name: 'images',
      binaryMediaTypes: ['image/png'],
      minimumCompressionSize: 1024,
      apiKeySource: 'AUTHORIZER',
      policy: '{"Version":"2012-10-17"}',
    });
  });

  test('knows the path of each resource, for whoever refers to it', () => {
    const api = apiOf({
      aws_api_gateway_resource: {
        one: {
          rest_api_id: API_ID,
          parent_id: '${aws_api_gateway_resource.items.id}',
          path_part: '{id}',
        },
        items: { rest_api_id: API_ID, parent_id: ROOT.resource_id, path_part: 'items' },
      },
      aws_api_gateway_documentation_part: {
        part: {
          rest_api_id: API_ID,
          location: [{ type: 'RESOURCE', path: '${aws_api_gateway_resource.one.path}' }],
          properties: '{}',
        },
      },
    });
    expect(api.resources.map(({ path }) => path)).toEqual(['/', '/items/{id}', '/items']);
    expect(api.documentationParts[0]?.location.path).toBe('/items/{id}');
  });

  test('gives a method the model that AWS makes with every API', () => {
    const api = apiOf({
      aws_api_gateway_method: { get: METHOD },
      aws_api_gateway_method_response: {
        ok: {
          ...ROOT,
          http_method: 'GET',
          status_code: 200,
          response_models: { 'application/json': 'Empty' },
        },
      },
    });
    expect(api.models['Empty']?.schema).toContain('Empty Schema');
    expect(api.resources[0]?.methods[0]?.responses[0]?.statusCode).toBe('200');
  });

  test('has integrations with the defaults of AWS', () => {
    expect(integrationOf({ type: 'MOCK' })).toEqual({
      type: 'MOCK',
      httpMethod: undefined,
      uri: '',
      requestTemplates: {},
      requestParameters: {},
      passthroughBehavior: 'WHEN_NO_MATCH',
      contentHandling: undefined,
      timeoutMs: 29_000,
      credentials: undefined,
      cacheNamespace: undefined,
      responses: [],
    });
  });

  test('has a stage with what is written of it, blocks as object or list', () => {
    const stage = stageOf(
      {
        variables: { a: '1' },
        access_log_settings: [
          {
            destination_arn: '${aws_cloudwatch_log_group.access.arn}:*',
            format: '$context.requestId',
          },
        ],
        xray_tracing_enabled: true,
      },
      {
        aws_cloudwatch_log_group: { access: { name: 'access', retention_in_days: 0 } },
        aws_api_gateway_method_settings: {
          all: {
            rest_api_id: API_ID,
            stage_name: '${aws_api_gateway_stage.dev.stage_name}',
            method_path: '*/*',
            settings: { throttling_rate_limit: 5 },
          },
          exact: {
            rest_api_id: API_ID,
            stage_name: 'dev',
            method_path: 'items/GET',
            settings: [{ throttling_rate_limit: 1 }],
          },
        },
      },
    );
    expect(stage).toMatchObject({
      name: 'dev',
      variables: { a: '1' },
      accessLog: { logGroup: 'access', format: '$context.requestId' },
      executionLogGroup: undefined,
      tracingEnabled: true,
    });
    expect(stage.methodSettings.map(({ methodPath }) => methodPath)).toEqual(['items/GET', '*/*']);
  });

  test('has usage plans with throttles per method, and keys with the value that is written', () => {
    const stage = stageOf(
      {},
      {
        aws_api_gateway_usage_plan: {
          plan: {
            name: 'plan',
            api_stages: [
              {
                api_id: API_ID,
                stage: 'dev',
                throttle: [{ path: '/items/POST', rate_limit: 1, burst_limit: 2 }],
              },
              { api_id: API_ID, stage: 'other' },
            ],
          },
        },
        aws_api_gateway_api_key: { key: { name: 'key', value: 'a-key-of-twenty-characters' } },
        aws_api_gateway_usage_plan_key: {
          pair: {
            key_id: '${aws_api_gateway_api_key.key.id}',
            key_type: 'API_KEY',
            usage_plan_id: '${aws_api_gateway_usage_plan.plan.id}',
          },
        },
      },
    );
    expect(only(stage.usagePlans)).toMatchObject({
      throttle: undefined,
      quota: undefined,
      methodThrottles: { '/items/POST': { rateLimit: 1, burstLimit: 2 } },
      keys: [{ name: 'key', value: 'a-key-of-twenty-characters', enabled: true }],
    });
  });
});

describe('a function', () => {
  test('has the defaults of AWS', () => {
    expect(functionOf({})).toMatchObject({
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:items',
      architecture: 'x86_64',
      timeoutSeconds: 3,
      memoryMiB: 128,
      environment: {},
      reservedConcurrency: undefined,
      published: false,
      aliases: {},
      logGroup: '/aws/lambda/items',
      logging: { format: 'Text', applicationLevel: 'INFO', systemLevel: 'INFO' },
      permissions: [],
      asynchronous: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 },
      tracing: 'PassThrough',
    });
  });

  test.each([
    ['items', undefined, undefined],
    ['items', 'live', 'live'],
    ['items:live', undefined, 'live'],
    ['${aws_lambda_function.items.arn}', undefined, undefined],
    ['${aws_lambda_alias.live.arn}', undefined, 'live'],
  ])('takes a permission on %s with qualifier %s', (functionName, qualifier, expected) => {
    const { permissions } = functionOf(
      {},
      {
        aws_lambda_alias: {
          live: {
            name: 'live',
            function_name: 'items',
            function_version: '${aws_lambda_function.items.version}',
          },
        },
        aws_lambda_permission: {
          api: {
            action: 'lambda:InvokeFunction',
            function_name: functionName,
            principal: 'apigateway.amazonaws.com',
            ...(qualifier === undefined ? {} : { qualifier }),
          },
        },
      },
    );
    expect(only(permissions)).toMatchObject({ qualifier: expected, sourceArn: undefined });
  });

  test('is called by API Gateway at its ARN', () => {
    const { application } = loadResources({
      ...API,
      ...ROLE,
      aws_lambda_function: { items: { ...FUNCTION, publish: true } },
      aws_api_gateway_method: { get: METHOD },
      aws_api_gateway_integration: {
        get: {
          ...ROOT,
          http_method: 'GET',
          type: 'AWS_PROXY',
          integration_http_method: 'POST',
          uri: '${aws_lambda_function.items.qualified_invoke_arn}',
        },
      },
    });
    expect(application.restApis[0]?.resources[0]?.methods[0]?.integration?.uri).toBe(
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:items:1/invocations',
    );
  });
});

describe('stacks', () => {
  const PRODUCER = {
    resource: API,
    output: { id: { value: API_ID } },
    terraform: { backend: { local: { path: '../../a.tfstate' } } },
  };
  const CONSUMER = {
    resource: { aws_sqs_queue: { q: { name: '${data.terraform_remote_state.a.outputs.id}' } } },
  };

  test.each([
    ['local', { path: '../../a.tfstate' }, { local: { path: '../../a.tfstate' } }],
    ['s3', { bucket: 'b', key: 'a' }, { s3: { bucket: 'b', key: 'a', region: 'us-east-1' } }],
  ])('read one another through %s state', (backend, config, written) => {
    const { application } = load(
      cdktfOut({
        a: { ...PRODUCER, terraform: { backend: written } },
        b: { ...CONSUMER, data: { terraform_remote_state: { a: { backend, config } } } },
      }),
    );
    expect(only(application.queues).name).toBe(only(application.restApis).id);
  });

  test('say which state is not among them', () => {
    expect(() =>
      load(
        cdktfOut({
          a: PRODUCER,
          b: {
            ...CONSUMER,
            data: { terraform_remote_state: { a: { backend: 'local', config: { path: 'x' } } } },
          },
        }),
      ),
    ).toThrow(
      /stacks\/b\/cdk\.tf\.json: aws_sqs_queue\.q: name: no stack here keeps the state that data\.terraform_remote_state\.a reads/,
    );
  });
});

describe('an error says where and how to mend it', () => {
  test.each<[string, object, string]>([
    [
      'a reference to nothing',
      { aws_sqs_queue: { q: { name: '${aws_sqs_queue.gone.name}' } } },
      'main.tf.json: aws_sqs_queue.q: name: there is no aws_sqs_queue.gone in ',
    ],
    [
      'a circle',
      {
        aws_sqs_queue: {
          a: { name: '${aws_sqs_queue.b.name}' },
          b: { name: '${aws_sqs_queue.a.name}' },
        },
      },
      'name refers to itself',
    ],
    [
      'a function that is not known',
      { aws_sqs_queue: { q: { name: '${timestamp()}' } } },
      'aws_sqs_queue.q: name: the function timestamp() is not known to the local runtime',
    ],
    [
      'what only AWS can tell, where it is needed',
      { aws_sqs_queue: { q: { name: '${aws_vpc.main.id}' } }, aws_vpc: { main: {} } },
      'aws_sqs_queue.q: name: aws_vpc.main.id is made by AWS',
    ],
    [
      'a variable without a value',
      { aws_sqs_queue: { q: { name: '${var.gone}' } } },
      'aws_sqs_queue.q: name: there is no variable "gone"',
    ],
    [
      'a second function of a name',
      { ...ROLE, aws_lambda_function: { a: FUNCTION, b: FUNCTION } },
      'aws_lambda_function.b: function_name: aws_lambda_function.a is the same: change one of them',
    ],
    [
      'a second method of a verb',
      { ...API, aws_api_gateway_method: { a: METHOD, b: METHOD } },
      'aws_api_gateway_method.b: http_method: aws_api_gateway_method.a is the same',
    ],
    [
      'a second resource of a path',
      {
        ...API,
        aws_api_gateway_resource: {
          a: { rest_api_id: API_ID, parent_id: ROOT.resource_id, path_part: 'x' },
          b: { rest_api_id: API_ID, parent_id: ROOT.resource_id, path_part: 'x' },
        },
      },
      'aws_api_gateway_resource.b: path_part: aws_api_gateway_resource.a is the same',
    ],
    [
      'a missing argument',
      { aws_dynamodb_table: { t: { name: 't' } } },
      'aws_dynamodb_table.t: hash_key: it is required, and missing',
    ],
    [
      'a stage without a deployment of its API',
      {
        ...API,
        aws_api_gateway_stage: { s: { rest_api_id: API_ID, deployment_id: 'x', stage_name: 's' } },
      },
      'aws_api_gateway_stage.s: deployment_id: no deployment of this API has this id',
    ],
    [
      'an integration of a method that is not there',
      { ...API, aws_api_gateway_integration: { i: { ...ROOT, http_method: 'GET', type: 'MOCK' } } },
      'aws_api_gateway_integration.i: http_method: this resource has no such method',
    ],
    [
      'a part of another API',
      { ...API, aws_api_gateway_model: { m: { rest_api_id: 'x', name: 'm' } } },
      'aws_api_gateway_model.m: rest_api_id: no aws_api_gateway_rest_api of these stacks has this id',
    ],
    [
      'a permission for a function that is not there',
      { aws_lambda_permission: { p: { function_name: 'x', action: 'a', principal: 'p' } } },
      'aws_lambda_permission.p: function_name: no aws_lambda_function of these stacks is named x',
    ],
    [
      'a resource whose parent is not there',
      {
        ...API,
        aws_api_gateway_resource: { r: { rest_api_id: API_ID, parent_id: 'x', path_part: 'r' } },
      },
      'aws_api_gateway_resource.r: parent_id: no resource of this API has this id',
    ],
  ])('%s', (_what, resource, message) => {
    expect(() => loadResources(resource, {}, false)).toThrow(message);
  });

  test.each(['a b', '..%2f', "x'; touch y; '", '{a', '{a}b', '{+}', '\u001b[2J', 'ü', 'a\n'])(
    'the path part %j, which API Gateway refuses',
    (path_part) => {
      const r = { rest_api_id: API_ID, parent_id: ROOT.resource_id, path_part };
      expect(() => loadResources({ ...API, aws_api_gateway_resource: { r } }, {}, false)).toThrow(
        `aws_api_gateway_resource.r: path_part: ${JSON.stringify(path_part)} is refused`,
      );
    },
  );

  test.each(['a b', 'dev/../prod', '$(id)', '\u001b[2J', 'x'.repeat(129), 'dev\n'])(
    'the stage name %j, which API Gateway refuses',
    (stage_name) => {
      const s = { rest_api_id: API_ID, deployment_id: 'x', stage_name };
      expect(() => loadResources({ ...API, aws_api_gateway_stage: { s } }, {}, false)).toThrow(
        `aws_api_gateway_stage.s: stage_name: ${JSON.stringify(stage_name)} is refused`,
      );
    },
  );

  test.each<[string, Record<string, unknown>, string]>([
    ['an empty folder', {}, 'neither a manifest.json nor a *.tf.json in it, run npm run synth'],
    ['HCL', { 'main.tf': '' }, 'main.tf: HCL is not read: serve a plan instead'],
    ['broken JSON', { 'main.tf.json': '{' }, 'main.tf.json: not a JSON object'],
    ['a manifest of nothing', { 'manifest.json': {} }, 'manifest.json: it lists no stacks'],
    [
      'a stack that is not there',
      { 'manifest.json': { stacks: { a: { synthesizedStackPath: 'a.json' } } } },
      'a.json: cannot be read, run npm run synth',
    ],
  ])('%s', (_what, files, message) => {
    expect(() => load(files)).toThrow(message);
  });

  test('a folder that is not there', () => {
    expect(() => load({}, { app: 'gone' })).toThrow('gone: no such folder, run npm run synth');
  });
});

test('a zip that is not there is said to be missing, by its path', () => {
  const resource = {
    ...ROLE,
    aws_lambda_function: { items: { ...FUNCTION, filename: 'dist/gone.zip' } },
  };
  expect(() => loadResources(resource)).toThrow(
    /main\.tf\.json: aws_lambda_function\.items: filename: \S+\/dist\/gone\.zip: no such zip, run npm run build$/,
  );
});

test('a variable that nothing gives a value is said to need one', () => {
  expect(() =>
    loadResources({ aws_sqs_queue: { q: { name: '${var.name}' } } }, { variable: { name: {} } }),
  ).toThrow('variable "name" has no default: give it a value in terraform.tfvars.json');
});

describe('what the runtime does not honour', () => {
  const UNKNOWN = {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_glue_job: { job: {} },
    aws_api_gateway_rest_api: {
      api: { name: 'api', endpoint_configuration: { types: ['PRIVATE'] } },
    },
  };

  test('is one error, with a line for each when strict', () => {
    let message = '';
    try {
      loadResources(UNKNOWN, { module: { m: { source: './m' } } });
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    const [first, ...lines] = message.split('\n');
    expect(first).toMatch(/change it, or start with --no-strict/);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/module\.m: modules are not read/),
        expect.stringMatching(/main\.tf\.json: aws_glue_job\.job: .+/),
      ]),
    );
  });

  test('is a warning for each when not strict', () => {
    const { application, warnings } = loadResources(UNKNOWN, {}, false);
    expect(application.restApis).toHaveLength(1);
    expect(warnings).toEqual(
      expect.arrayContaining([expect.stringMatching(/main\.tf\.json: aws_glue_job\.job: .+/)]),
    );
  });

  test('leaves an integration of another kind out when not strict', () => {
    const { application } = loadResources(
      {
        ...API,
        aws_api_gateway_method: { get: { ...METHOD, authorization: 'AWS_IAM' } },
        aws_api_gateway_integration: {
          get: { ...ROOT, http_method: 'GET', type: 'HTTP_PROXY', uri: 'https://example.com' },
        },
      },
      {},
      false,
    );
    expect(application.restApis[0]?.resources[0]?.methods[0]).toMatchObject({
      authorization: 'NONE',
      integration: undefined,
    });
  });
});
