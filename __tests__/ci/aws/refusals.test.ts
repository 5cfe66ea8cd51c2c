import type { Members } from '../../../.ci/aws/call';
import { refusalOf } from '../../../.ci/aws/refusals';
import { jsonCall, queryCall, restCall, worldOf, type Holdings } from './fake-account';

const METHOD = '/restapis/a/resources/r/methods/GET';
const RESOURCES = '/restapis/a/resources?embed=methods&limit=500';

function api(...item: readonly Members[]): Holdings {
  return { rest: { [RESOURCES]: { item } } };
}

function trusting(service: string, made = '2026-01-01T00:00:00Z'): Holdings {
  const trust = {
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: service },
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    },
  };
  return {
    query: {
      'GetRole f': `<CreateDate>${made}</CreateDate><AssumeRolePolicyDocument>${encodeURIComponent(JSON.stringify(trust))}</AssumeRolePolicyDocument>`,
    },
  };
}

const integrated = { resourceMethods: { GET: { methodIntegration: { type: 'MOCK' } } } };
const bare = {
  path: '/',
  resourceMethods: { OPTIONS: { httpMethod: 'OPTIONS', methodIntegration: null } },
};
const ROLE = 'arn:aws:iam::123456789012:role/f';
const variables = (count: number, value = 'v'): Members => ({
  deploymentId: 'd',
  variables: Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, value])),
});
const deployed: Holdings = { rest: { '/restapis/a/deployments/d': { id: 'd' } } };

type Row = readonly [string, ReturnType<typeof restCall>, Holdings, string | undefined];

const ROWS: readonly Row[] = [
  [
    'a snapshot of a whole API',
    restCall('apigateway', 'POST /restapis/a/deployments'),
    api(integrated),
    undefined,
  ],
  [
    'a snapshot while a method has no integration',
    restCall('apigateway', 'POST /restapis/a/deployments'),
    api(integrated, bare),
    'No integration defined for method',
  ],
  [
    'a snapshot of no method',
    restCall('apigateway', 'POST /restapis/a/deployments'),
    api({ path: '/' }),
    "The REST API doesn't contain any methods",
  ],
  [
    'a path part with a tilde',
    restCall('apigateway', 'POST /restapis/a/resources/r', { pathPart: '~me' }),
    api(),
    "Resource's path part only allow",
  ],
  [
    'a greedy variable',
    restCall('apigateway', 'POST /restapis/a/resources/r', { pathPart: '{all+}' }),
    api(),
    undefined,
  ],
  [
    'two variables below one parent',
    restCall('apigateway', 'POST /restapis/a/resources/r', { pathPart: '{name}' }),
    api({ parentId: 'r', pathPart: '{id}' }),
    'A sibling ({id}) of this resource already has a variable path part',
  ],
  [
    'variables below two parents',
    restCall('apigateway', 'POST /restapis/a/resources/r', { pathPart: '{name}' }),
    api({ parentId: 'other', pathPart: '{id}' }),
    undefined,
  ],
  [
    'resource 301',
    restCall('apigateway', 'POST /restapis/a/resources/r', { pathPart: 'x' }),
    api(...Array.from({ length: 300 }, () => ({}))),
    'Maximum number of resources',
  ],
  [
    'a response of an integration before its method',
    restCall('apigateway', `PUT ${METHOD}/integration/responses/200`),
    { rest: { [METHOD]: {} } },
    'No method response exists for method.',
  ],
  [
    'a header that the method response does not declare',
    restCall('apigateway', `PUT ${METHOD}/integration/responses/200`, {
      responseParameters: { 'method.response.header.X': "'1'" },
    }),
    { rest: { [METHOD]: { methodResponses: { 200: {} } } } },
    'Invalid mapping expression parameter specified: method.response.header.X',
  ],
  [
    'a header that it declares',
    restCall('apigateway', `PUT ${METHOD}/integration/responses/200`, {
      responseParameters: { 'method.response.header.X': "'1'" },
    }),
    {
      rest: {
        [METHOD]: {
          methodResponses: { 200: { responseParameters: { 'method.response.header.X': false } } },
        },
      },
    },
    undefined,
  ],
  [
    'a request parameter that the method does not declare',
    restCall('apigateway', `PUT ${METHOD}/integration`, {
      requestParameters: {
        'integration.request.path.id': 'method.request.path.id',
        'integration.request.header.a': "'b'",
      },
    }),
    { rest: { [METHOD]: {} } },
    'Invalid mapping expression parameter specified: method.request.path.id',
  ],
  [
    'a method of an authorizer that is not there',
    restCall('apigateway', `PUT ${METHOD}`, { authorizationType: 'CUSTOM', authorizerId: 'z' }),
    {},
    'Invalid authorizer ID specified',
  ],
  [
    'a model that is not there',
    restCall('apigateway', `PUT ${METHOD}/responses/200`, {
      responseModels: { 'application/json': 'Item' },
    }),
    {},
    'Invalid model identifier specified: Item',
  ],
  [
    'the model that every API has',
    restCall('apigateway', `PUT ${METHOD}/responses/200`, {
      responseModels: { 'application/json': 'Error' },
    }),
    {},
    undefined,
  ],
  [
    'taking away a model in use',
    restCall('apigateway', 'DELETE /restapis/a/models/Item'),
    api({
      path: '/items',
      resourceMethods: {
        GET: { methodResponses: { 200: { responseModels: { 'application/json': 'Item' } } } },
      },
    }),
    "Cannot delete model 'Item'",
  ],
  [
    'a stage of a deployment that is not there',
    restCall('apigateway', 'POST /restapis/a/stages', { deploymentId: 'gone' }),
    deployed,
    'Invalid Deployment identifier specified',
  ],
  [
    '100 stage variables',
    restCall('apigateway', 'POST /restapis/a/stages', variables(100)),
    deployed,
    undefined,
  ],
  [
    '101 stage variables',
    restCall('apigateway', 'POST /restapis/a/stages', variables(101)),
    deployed,
    'Too many stage variables',
  ],
  [
    'a stage variable of 513 characters',
    restCall('apigateway', 'POST /restapis/a/stages', variables(1, 'x'.repeat(513))),
    deployed,
    'Invalid stage variable value',
  ],
  [
    'a stage variable with a star',
    restCall('apigateway', 'POST /restapis/a/stages', variables(1, '*')),
    deployed,
    'Invalid stage variable value',
  ],
  [
    'access logs in an account without a role for them',
    restCall('apigateway', 'PATCH /restapis/a/stages/dev', {
      patchOperations: [{ op: 'replace', path: '/accessLogSettings/destinationArn', value: 'arn' }],
    }),
    {},
    'CloudWatch Logs role ARN must be set',
  ],
  [
    'a usage plan of a stage that is not there',
    restCall('apigateway', 'POST /usageplans', { apiStages: [{ apiId: 'a', stage: 'dev' }] }),
    {},
    'API Stage not found: a:dev',
  ],
  [
    'a metric filter on a group that is not there',
    jsonCall('logs', 'Logs.PutMetricFilter', { logGroupName: '/there/is/none' }),
    { json: { DescribeLogGroups: { logGroups: [{ logGroupName: '/there/is/none/but/this' }] } } },
    'The specified log group does not exist.',
  ],
  [
    'a subscription on a group that is there',
    jsonCall('logs', 'Logs.PutSubscriptionFilter', { logGroupName: '/g' }),
    { json: { DescribeLogGroups: { logGroups: [{ logGroupName: '/g' }] } } },
    undefined,
  ],
  [
    'a function whose role is not there',
    restCall('lambda', 'POST /2015-03-31/functions', { Role: ROLE }),
    {},
    'cannot be assumed by Lambda',
  ],
  [
    'a function whose role was made this moment',
    restCall('lambda', 'POST /2015-03-31/functions', { Role: ROLE }),
    trusting('lambda.amazonaws.com', '2026-01-01T00:00:59.900Z'),
    'cannot be assumed by Lambda',
  ],
  [
    'a function whose role trusts another service',
    restCall('lambda', 'POST /2015-03-31/functions', { Role: ROLE }),
    trusting('ec2.amazonaws.com'),
    'cannot be assumed by Lambda',
  ],
  [
    'a function with its role',
    restCall('lambda', 'POST /2015-03-31/functions', { Role: ROLE }),
    trusting('lambda.amazonaws.com'),
    undefined,
  ],
  [
    'a reserved variable',
    restCall('lambda', 'POST /2015-03-31/functions', {
      Environment: { Variables: { AWS_REGION: 'x' } },
    }),
    {},
    'Reserved keys used in this request: AWS_REGION',
  ],
  [
    'an environment over 4 KB',
    restCall('lambda', 'PUT /2015-03-31/functions/f/configuration', {
      Environment: { Variables: { A: 'x'.repeat(4090) } },
    }),
    {},
    'exceeded the 4KB limit',
  ],
  [
    'a permission too many',
    restCall('lambda', 'POST /2015-03-31/functions/f/policy', { StatementId: 's' }),
    { rest: { '/2015-03-31/functions/f/policy': { Policy: 'x'.repeat(20_400) } } },
    'is bigger than the limit (20480)',
  ],
  [
    'a managed policy over 6144 characters',
    queryCall('iam', { Action: 'CreatePolicy', PolicyDocument: 'x'.repeat(6145) }),
    {},
    'Cannot exceed quota for PolicySize: 6144',
  ],
  [
    'a managed policy of 6144 characters and white space',
    queryCall('iam', { Action: 'CreatePolicy', PolicyDocument: `  ${'x'.repeat(6144)}\n` }),
    {},
    undefined,
  ],
  [
    'a web ACL before a stage that is not there',
    jsonCall('wafv2', 'AWSWAF_20190729.AssociateWebACL', {
      ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/a/stages/dev',
    }),
    {},
    "because your resource doesn't exist",
  ],
];

test.each(ROWS)('%s', async (_, call, holdings, message) => {
  const refusal = await refusalOf(call, worldOf(holdings));
  expect(refusal?.message.includes(message ?? '')).toBe(message === undefined ? undefined : true);
});

test('a destination to which the role of the function may not send', async () => {
  const call = restCall('lambda', 'PUT /2019-09-25/functions/f/event-invoke-config', {
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:q' } },
  });
  const holdings = { rest: { '/2015-03-31/functions/f/configuration': { Role: ROLE } } };
  expect(await refusalOf(call, worldOf(holdings, false))).toMatchObject({
    code: 'InvalidParameterValueException',
    message: 'The provided execution role does not have permissions to call SendMessage on SQS',
  });
  expect(await refusalOf(call, worldOf(holdings, true))).toBeUndefined();
});
