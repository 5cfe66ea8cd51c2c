/** Each row of the table of AWS's quotas: as much as there may be passes, one more is one line. */
import { ApiGatewayAuthorizer } from '@cdktf/provider-aws/lib/api-gateway-authorizer';
import { ApiGatewayDocumentationPart } from '@cdktf/provider-aws/lib/api-gateway-documentation-part';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayModel } from '@cdktf/provider-aws/lib/api-gateway-model';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Testing } from 'cdktf';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { checkQuotas, limitOf, QUOTAS } from '../../../modules/quotas';

type Make = (scope: Construct, amount: number) => void;

const list = (amount: number): string[] => Array.from({ length: amount }, (_, one) => `n${one}`);
const word = (length: number): string => 'x'.repeat(length);

function many(amount: number, make: (id: string) => unknown): void {
  for (const id of list(amount)) make(id);
}

function stage(
  scope: Construct,
  config: Partial<ConstructorParameters<typeof ApiGatewayStage>[2]>,
) {
  return new ApiGatewayStage(scope, 'stage', {
    restApiId: 'a',
    deploymentId: 'd',
    stageName: 'dev',
    ...config,
  });
}

function lambda(
  scope: Construct,
  config: Partial<ConstructorParameters<typeof LambdaFunction>[2]>,
) {
  return new LambdaFunction(scope, 'function', { functionName: 'f', role: 'r', ...config });
}

function dashboard(scope: Construct, widgets: readonly Record<string, unknown>[]): void {
  new CloudwatchDashboard(scope, 'dashboard', {
    dashboardName: 'd',
    dashboardBody: JSON.stringify({
      widgets: widgets.map((properties) => ({ properties: { title: 'W', ...properties } })),
    }),
  });
}

/** `{"A":"xxx"}` of so many bytes. */
const environmentOf = (bytes: number) => ({ variables: { A: word(bytes - '{"A":""}'.length) } });

/** What has so much of it, for each row that is checked. */
const MAKE: Readonly<Record<string, Make>> = {
  'stage-variables': (scope, amount) =>
    stage(scope, { variables: Object.fromEntries(list(amount).map((name) => [name, 'v'])) }),
  'stage-variable-name': (scope, amount) => stage(scope, { variables: { [word(amount)]: 'v' } }),
  'stage-variable-value': (scope, amount) => stage(scope, { variables: { v: word(amount) } }),
  'resources-per-api': (scope, amount) => {
    many(
      amount,
      (id) => new ApiGatewayResource(scope, id, { restApiId: 'a', parentId: 'p', pathPart: id }),
    );
  },
  'stages-per-api': (scope, amount) => {
    many(
      amount,
      (id) => new ApiGatewayStage(scope, id, { restApiId: 'a', deploymentId: 'd', stageName: id }),
    );
  },
  'authorizers-per-api': (scope, amount) => {
    many(amount, (id) => new ApiGatewayAuthorizer(scope, id, { restApiId: 'a', name: id }));
  },
  'documentation-parts-per-api': (scope, amount) => {
    many(
      amount,
      (id) =>
        new ApiGatewayDocumentationPart(scope, id, {
          restApiId: 'a',
          location: { type: 'API' },
          properties: '{}',
        }),
    );
  },
  'models-per-api': (scope, amount) => {
    for (const [id, bytes] of [
      ['one', 1000],
      ['two', amount - 1000],
    ] as const) {
      new ApiGatewayModel(scope, id, {
        restApiId: 'a',
        name: id,
        contentType: 'application/json',
        schema: word(bytes),
      });
    }
  },
  'mapping-template': (scope, amount) =>
    new ApiGatewayIntegration(scope, 'integration', {
      restApiId: 'a',
      resourceId: 'r',
      httpMethod: 'GET',
      type: 'MOCK',
      requestTemplates: { 'application/json': word(amount) },
    }),
  'access-log-format': (scope, amount) =>
    stage(scope, { accessLogSettings: { destinationArn: 'a', format: word(amount) } }),
  'stage-name': (scope, amount) => stage(scope, { stageName: word(amount) }),
  'tags-per-stage': (scope, amount) =>
    new AwsProvider(scope, 'aws', {
      defaultTags: [{ tags: Object.fromEntries(list(amount).map((name) => [name, 'v'])) }],
    }),
  'function-policy': (scope, amount) => {
    lambda(scope, {});
    const permission = (id: string, length: number) =>
      new LambdaPermission(scope, id, {
        action: 'lambda:InvokeFunction',
        functionName: 'f',
        principal: 'apigateway.amazonaws.com',
        sourceArn: word(length),
      });
    // The rest of the policy has 54 bytes, and each statement 270 beside its source.
    permission('one', 10_000);
    permission('two', amount - 54 - 270 - 10_000 - ','.length - 270);
  },
  'function-environment': (scope, amount) => lambda(scope, { environment: environmentOf(amount) }),
  'function-name': (scope, amount) => lambda(scope, { functionName: word(amount) }),
  'function-description': (scope, amount) => lambda(scope, { description: word(amount) }),
  'function-timeout': (scope, amount) => lambda(scope, { timeout: amount }),
  'function-memory': (scope, amount) => lambda(scope, { memorySize: amount }),
  'alarms-per-widget': (scope, amount) => {
    dashboard(scope, [{ alarms: list(amount) }]);
  },
  'metrics-per-widget': (scope, amount) => {
    dashboard(scope, [{ metrics: list(amount) }]);
  },
  'metrics-per-dashboard': (scope, amount) => {
    const parts = list(amount)
      .map((_, index) => index)
      .filter((index) => index % 500 === 0);
    dashboard(
      scope,
      parts.map((from) => ({ metrics: list(Math.min(500, amount - from)) })),
    );
  },
  'widgets-per-dashboard': (scope, amount) => {
    dashboard(
      scope,
      list(amount).map(() => ({})),
    );
  },
  'log-groups-per-query': (scope, amount) =>
    new CloudwatchQueryDefinition(scope, 'query', {
      name: 'q',
      queryString: 'fields @message',
      logGroupNames: list(amount),
    }),
  'query-text': (scope, amount) =>
    new CloudwatchQueryDefinition(scope, 'query', { name: 'q', queryString: word(amount) }),
  'alarms-per-region': (scope, amount) => {
    many(
      amount,
      (id) =>
        new CloudwatchMetricAlarm(scope, id, {
          alarmName: id,
          comparisonOperator: 'GreaterThanOrEqualToThreshold',
          evaluationPeriods: 1,
        }),
    );
  },
  'role-name': (scope, amount) =>
    new IamRole(scope, 'role', { name: word(amount), assumeRolePolicy: '{}' }),
  'alarm-name': (scope, amount) =>
    new CloudwatchMetricAlarm(scope, 'alarm', {
      alarmName: word(amount),
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      evaluationPeriods: 1,
    }),
  'dashboard-name': (scope, amount) =>
    new CloudwatchDashboard(scope, 'd', { dashboardName: word(amount), dashboardBody: '{}' }),
  'log-group-name': (scope, amount) => new CloudwatchLogGroup(scope, 'g', { name: word(amount) }),
  'table-name': (scope, amount) => new DynamodbTable(scope, 't', { name: word(amount) }),
  'managed-policy': (scope, amount) =>
    new IamPolicy(scope, 'p', { name: 'p', policy: ` ${word(amount)}\n` }),
  'queue-name': (scope, amount) => new SqsQueue(scope, 'q', { name: word(amount) }),
  'topic-name': (scope, amount) => new SnsTopic(scope, 't', { name: word(amount) }),
  'key-alias-name': (scope, amount) =>
    new KmsAlias(scope, 'k', { name: word(amount), targetKeyId: 'key' }),
};

const CHECKED = QUOTAS.filter(({ measure }) => measure !== undefined);

/** What is said of a stack with so much of something. */
function said(make: Make, amount: number): string[] {
  const app = Testing.app();
  make(new TerraformStack(app, 'stack'), amount);
  try {
    checkQuotas(app);
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split('\n');
  }
  return [];
}

it('has a trial for each row that is checked', () => {
  expect(Object.keys(MAKE).sort()).toEqual(CHECKED.map(({ id }) => id).sort());
});

it('says where AWS says it, once per row', () => {
  expect(QUOTAS.filter(({ source }) => !source.startsWith('https://docs.aws.amazon.com/'))).toEqual(
    [],
  );
  expect(new Set(QUOTAS.map(({ id }) => id)).size).toBe(QUOTAS.length);
});

describe.each(CHECKED)('$id', ({ id, limit, unit, per, service, mend }) => {
  const make: Make = MAKE[id] ?? (() => undefined);

  it(`takes ${limit}`, () => {
    expect(said(make, limit)).toEqual([]);
  });

  it(`refuses ${limit + 1} in one line`, () => {
    const lines = said(make, limit + 1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      `: ${limit + 1} ${unit}, and ${service} takes ${limit} for ${per}; ${mend}`,
    );
  });
});

describe('a quota that AWS has raised', () => {
  const over = () => {
    const app = Testing.app();
    MAKE['resources-per-api']?.(new TerraformStack(app, 'stack'), 301);
    return app;
  };

  it('is said to createApp, as the line tells', () => {
    expect(() => {
      checkQuotas(over());
    }).toThrow("quotas: { 'resources-per-api': <number> } of createApp");
    expect(() => {
      checkQuotas(over(), { 'resources-per-api': 301 });
    }).not.toThrow();
  });

  it.each([
    ['stage-variables', 200, /^quotas: "stage-variables" is none that AWS raises: those are /],
    [
      'resources',
      400,
      /^quotas: "resources" is none that AWS raises: those are resources-per-api, /,
    ],
    ['resources-per-api', 10, /^quotas: "resources-per-api" is 10: AWS gives 300 to everybody/],
  ])('is refused as %s: %d', (id, limit, message) => {
    expect(() => {
      checkQuotas(over(), { [id]: limit });
    }).toThrow(message);
  });
});

it('has numbers for whoever builds by them', () => {
  expect(limitOf('direct-zip')).toBe(52_428_800);
  expect(() => limitOf('none')).toThrow('there is no quota "none"');
});
