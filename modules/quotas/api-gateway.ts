import { ApiGatewayAuthorizer } from '@cdktf/provider-aws/lib/api-gateway-authorizer';
import { ApiGatewayDocumentationPart } from '@cdktf/provider-aws/lib/api-gateway-documentation-part';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayIntegrationResponse } from '@cdktf/provider-aws/lib/api-gateway-integration-response';
import { ApiGatewayModel } from '@cdktf/provider-aws/lib/api-gateway-model';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { Construct } from 'constructs';
import { bytesOf, filledIn, stackOf, type Inventory } from './inventory';
import type { Measure, Quota } from './quota';

const REST =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html';
const ACCOUNT = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const KB = 1024;

type Row = Omit<Quota, 'service' | 'source' | 'adjustable'> &
  Partial<Pick<Quota, 'source' | 'adjustable'>>;

const ROWS: readonly Row[] = [
  {
    id: 'stage-variables',
    unit: 'stage variables',
    per: 'a stage',
    limit: 100,
    mend: 'each function is one, so let one function answer related routes, or make a second API',
    met: 'about 95 functions, whatever the routes: each function is a stage variable, and five are taken',
    measure: (made) =>
      made.of(ApiGatewayStage).map((stage) => ({
        where: stackOf(stage),
        amount: Object.keys(stage.variablesInput ?? {}).length,
      })),
  },
  {
    id: 'stage-variable-name',
    unit: 'characters',
    per: 'the name of a stage variable',
    limit: 64,
    mend: 'shorten it: the name of the function, or the variable in config.ts',
    met: 'a function of more than 56 characters',
    measure: (made) => variables(made, ([name]) => name),
  },
  {
    id: 'stage-variable-value',
    unit: 'characters',
    per: 'a stage variable',
    limit: 512,
    mend: 'shorten it in config.ts; of corsOrigins leave out origins that no page has, or give the pages one origin',
    met: 'about 12 to 20 origins, which stand in one variable',
    measure: (made) => variables(made, ([, value]) => value),
  },
  {
    id: 'resources-per-api',
    unit: 'resources',
    per: 'an API',
    limit: 300,
    adjustable: true,
    mend: 'each new part of a path is one, so answer related paths by {parameter} or {proxy+}, or make a second API',
    met: '300 paths of one part each',
    measure: (made) => counted(made, ApiGatewayResource),
  },
  {
    id: 'stages-per-api',
    unit: 'stages',
    per: 'an API',
    limit: 10,
    adjustable: true,
    mend: 'make a second API',
    met: 'ten entries of stages',
    measure: (made) => [{ where: 'stages', amount: made.of(ApiGatewayStage).length }],
  },
  {
    id: 'authorizers-per-api',
    unit: 'authorizers',
    per: 'an API',
    limit: 10,
    adjustable: true,
    mend: 'let routes share an authorizer',
    met: 'never: an API has one',
    measure: (made) => counted(made, ApiGatewayAuthorizer),
  },
  {
    id: 'documentation-parts-per-api',
    unit: 'documentation parts',
    per: 'an API',
    limit: 2000,
    adjustable: true,
    mend: 'a route, each of its responses and each described parameter is one: say what several have in common in failures, or describe less',
    met: 'some 500 routes with three responses each',
    measure: (made) => counted(made, ApiGatewayDocumentationPart),
  },
  {
    id: 'models-per-api',
    unit: 'bytes of models',
    per: 'an API',
    limit: 400 * KB,
    mend: 'let models refer to each other by model:Name instead of repeating each other',
    met: 'hundreds of models of a page each',
    measure: (made) =>
      summed(made, ApiGatewayModel, ({ schemaInput = '' }: ApiGatewayModel) =>
        bytesOf(schemaInput),
      ),
  },
  {
    id: 'mapping-template',
    unit: 'bytes',
    per: 'a mapping template',
    limit: 300 * KB,
    mend: 'shorten the template of the route',
    met: 'never by the templates of this project, which have 2 kB',
    measure: (made) => [
      ...templates(made, ApiGatewayIntegration, (one) => one.requestTemplatesInput),
      ...templates(made, ApiGatewayIntegrationResponse, (one) => one.responseTemplatesInput),
    ],
  },
  {
    id: 'access-log-format',
    unit: 'bytes',
    per: 'the format of the access log',
    limit: 3 * KB,
    mend: 'leave members out of access-log-format.ts',
    met: 'never: the format has 1 kB',
    measure: (made) =>
      made.of(ApiGatewayStage).map((stage) => ({
        where: stackOf(stage),
        amount: Buffer.byteLength(stage.accessLogSettingsInput?.format ?? ''),
      })),
  },
  {
    id: 'stage-name',
    unit: 'characters',
    per: 'the name of a stage',
    limit: 128,
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html',
    mend: 'shorten the name of the stage',
    met: 'never by dev and prod',
    measure: (made) =>
      made.of(ApiGatewayStage).map(({ stageNameInput: name = '' }) => ({
        where: `stage "${name}"`,
        amount: name.length,
      })),
  },
  {
    id: 'tags-per-stage',
    unit: 'tags',
    per: 'a stage',
    limit: 50,
    mend: 'leave tags out',
    met: 'never by three tags',
    measure: (made) =>
      made.of(AwsProvider).map((provider) => ({
        where: stackOf(provider),
        amount: numberOfTags(provider),
      })),
  },
  {
    id: 'integration-timeout',
    unit: 'seconds',
    per: 'an integration',
    limit: 29,
    adjustable: true,
    mend: 'answer 202 and do the work behind a queue',
    met: 'a function that answers later: its caller gets 504. More than 29 s can be had for Regional APIs, and may cost throttle quota of the Region',
  },
  {
    id: 'payload',
    unit: 'MB',
    per: 'a request or an answer',
    limit: 10,
    mend: 'use a presigned URL of S3',
    met: 'bodies of more: 413. Lambda takes 6 MB',
  },
  {
    id: 'account-requests',
    unit: 'requests a second',
    per: 'all APIs of a Region',
    limit: 10_000,
    adjustable: true,
    source: ACCOUNT,
    mend: 'ask for more',
    met: 'never by the throttle of both stages, 550/s. In Cape Town, Milan, Jakarta, UAE, Hyderabad, Melbourne, Spain, Zurich, Tel Aviv, Calgary, Malaysia, Thailand and Mexico it is 2 500',
  },
  {
    id: 'control-plane',
    unit: 'calls a second',
    per: 'all pipelines of a Region',
    limit: 10,
    source: ACCOUNT,
    mend: 'make fewer resources, and let pipelines run one after the other',
    met: 'each plan: it asks for every resource of the API, so at least 0.1 s each (bursts of 40)',
  },
];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html and its page on REST APIs. */
export const API_GATEWAY: readonly Quota[] = ROWS.map((row) => ({
  service: 'API Gateway',
  source: REST,
  adjustable: false,
  ...row,
}));

function counted(made: Inventory, type: abstract new (...input: never[]) => Construct): Measure[] {
  return summed(made, type, () => 1);
}

/** What one stack's things of a type have together. */
function summed<T extends Construct>(
  made: Inventory,
  type: abstract new (...input: never[]) => T,
  size: (one: T) => number,
): Measure[] {
  return [...made.byStack(type)].map(([where, all]) => ({
    where,
    amount: all.reduce((sum, one) => sum + size(one), 0),
  }));
}

function variables(
  made: Inventory,
  measured: (variable: readonly [name: string, value: string]) => string,
): Measure[] {
  return made.of(ApiGatewayStage).flatMap((stage) =>
    Object.entries(stage.variablesInput ?? {}).map((variable) => ({
      where: `${stackOf(stage)}, stage variable ${variable[0]}`,
      amount: filledIn(measured(variable)).length,
    })),
  );
}

function templates<T extends Construct>(
  made: Inventory,
  type: abstract new (...input: never[]) => T,
  of: (one: T) => Readonly<Record<string, string>> | undefined,
): Measure[] {
  return made.of(type).flatMap((one) =>
    Object.entries(of(one) ?? {}).map(([contentType, template]) => ({
      where: `${one.node.path}, template for ${contentType}`,
      amount: bytesOf(template),
    })),
  );
}

/** Those that a stack's provider puts on everything. */
function numberOfTags({ defaultTagsInput }: AwsProvider): number {
  const sets = Array.isArray(defaultTagsInput) ? defaultTagsInput : [];
  return sets.reduce((sum, { tags = {} }) => sum + Object.keys(tags).length, 0);
}
