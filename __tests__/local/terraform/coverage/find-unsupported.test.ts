import { COVERAGE, findUnsupported } from '../../../../local/terraform/coverage';
import { synthesize } from '../../../helpers/synth';

/** Resource type, its JSON, and the paths that strict mode complains of. */
type Case = readonly [string, Readonly<Record<string, unknown>>, readonly string[]];

const STAGE = 'aws_api_gateway_stage';
const INTEGRATION = 'aws_api_gateway_integration';
const FUNCTION = 'aws_lambda_function';

function check(cases: readonly Case[]): void {
  it.each(cases)('%s %j: %j', (type, config, paths) => {
    expect(findUnsupported(type, config).map(({ argument }) => argument)).toEqual(paths);
  });
}

describe('an argument', () => {
  check([
    [FUNCTION, { function_name: 'items', timeout: 5 }, []],
    [FUNCTION, { function_name: 'items', layers: ['arn:aws:lambda:x'] }, ['layers']],
    [FUNCTION, { s3_object_version: 'v1' }, ['s3_object_version']],
    [FUNCTION, { s3_object_version: '' }, []],
    [FUNCTION, { memory: 128 }, ['memory']],
    [FUNCTION, { constructor: 1 }, ['constructor']],
    [FUNCTION, { vpc_config: { subnet_ids: ['s'] }, snap_start: [{ apply_on: 'None' }] }, []],
    [
      FUNCTION,
      { file_system_config: { arn: 'a', local_mount_path: '/mnt/a' } },
      ['file_system_config'],
    ],
    ['aws_lambda_permission', { principal_org_id: 'o-1' }, ['principal_org_id']],
    ['aws_iam_role', { permissions_boundary: 'arn:aws:iam::1:policy/b' }, ['permissions_boundary']],
  ]);
});

describe('an argument of which some values are refused', () => {
  check([
    [FUNCTION, { runtime: 'nodejs22.x' }, []],
    [FUNCTION, { runtime: 'python3.13' }, ['runtime']],
    [FUNCTION, { runtime: '${var.runtime}' }, []],
    [FUNCTION, { package_type: 'Zip' }, []],
    [FUNCTION, { package_type: 'Image' }, ['package_type']],
    ['aws_api_gateway_method', { authorization: 'CUSTOM' }, []],
    ['aws_api_gateway_method', { authorization: 'AWS_IAM' }, ['authorization']],
    ['aws_api_gateway_method', { authorization: 'COGNITO_USER_POOLS' }, ['authorization']],
    ['aws_api_gateway_authorizer', { type: 'REQUEST' }, []],
    ['aws_api_gateway_authorizer', { type: 'COGNITO_USER_POOLS' }, ['type']],
    ['aws_api_gateway_gateway_response', { response_type: 'THROTTLED' }, []],
    ['aws_api_gateway_gateway_response', { response_type: 'TEAPOT' }, ['response_type']],
    [INTEGRATION, { type: 'AWS_PROXY', connection_type: 'INTERNET' }, []],
    [INTEGRATION, { type: 'HTTP' }, ['type']],
    [INTEGRATION, { type: 'HTTP_PROXY', uri: 'https://x.test' }, ['type', 'uri']],
    [
      INTEGRATION,
      { connection_type: 'VPC_LINK', connection_id: 'v' },
      ['connection_type', 'connection_id'],
    ],
    [INTEGRATION, { response_transfer_mode: 'BUFFERED' }, []],
    [INTEGRATION, { response_transfer_mode: 'STREAM' }, ['response_transfer_mode']],
    [STAGE, { cache_cluster_enabled: false, cache_cluster_size: '0.5' }, []],
    [STAGE, { cache_cluster_enabled: true }, ['cache_cluster_enabled']],
    [STAGE, { cache_cluster_enabled: 'true' }, ['cache_cluster_enabled']],
    [
      'aws_dynamodb_table',
      { stream_enabled: true, stream_view_type: 'NEW_IMAGE' },
      ['stream_enabled'],
    ],
    ['aws_sqs_queue', { delay_seconds: 0, fifo_queue: false }, []],
    ['aws_sqs_queue', { delay_seconds: 5, fifo_queue: true }, ['delay_seconds', 'fifo_queue']],
    ['aws_cloudwatch_event_rule', { event_pattern: '{}', schedule_expression: '' }, []],
    ['aws_cloudwatch_event_rule', { schedule_expression: 'rate(1 hour)' }, ['schedule_expression']],
  ]);
});

describe("an integration's uri", () => {
  const lambda = 'lambda:path/2015-03-31/functions';
  check([
    [INTEGRATION, { uri: '${aws_lambda_function.items.invoke_arn}' }, []],
    [INTEGRATION, { uri: `arn:aws:apigateway:us-east-1:${lambda}/arn/invocations` }, []],
    [
      INTEGRATION,
      { uri: `arn:\${data.aws_partition.p.id}:apigateway:\${data.aws_region.r.name}:${lambda}/x` },
      [],
    ],
    [INTEGRATION, { uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem' }, ['uri']],
    [INTEGRATION, { uri: 'arn:aws:apigateway:${var.region}:sqs:path/1/q' }, ['uri']],
  ]);
});

describe('where events go', () => {
  const arn = 'aws_lambda_function_event_invoke_config';
  const onFailure = (destination: string) => ({
    destination_config: { on_failure: { destination } },
  });
  const path = 'destination_config.on_failure.destination';
  check([
    [arn, onFailure('${aws_sqs_queue.dead.arn}'), []],
    [arn, onFailure('arn:aws:sqs:eu-west-1:${local.account}:dead'), []],
    [arn, onFailure('arn:aws:sns:eu-west-1:1:topic'), [path]],
    [arn, onFailure('${aws_sns_topic.alarms.arn}'), [path]],
    [arn, onFailure('${aws_cloudwatch_event_bus.bus.arn}'), [path]],
    [
      FUNCTION,
      { dead_letter_config: [{ target_arn: '${aws_sns_topic.t.arn}' }] },
      ['dead_letter_config.target_arn'],
    ],
    [
      STAGE,
      { access_log_settings: { destination_arn: 'arn:aws:firehose:x' } },
      ['access_log_settings.destination_arn'],
    ],
  ]);
});

describe('a block', () => {
  check([
    [STAGE, { canary_settings: { percent_traffic: 5, use_stage_cache: true } }, []],
    [STAGE, { canary_settings: { percentage: 5 } }, ['canary_settings.percentage']],
    [
      STAGE,
      { canary_settings: [{ a: 1 }, { a: 2, b: 3 }] },
      ['canary_settings.a', 'canary_settings.b'],
    ],
    [STAGE, { canary_settings: [] }, []],
    [STAGE, { canary_settings: '${local.canary}' }, ['canary_settings']],
    [
      'aws_api_gateway_usage_plan',
      { api_stages: [{ api_id: 'a', stage: 's', throttle: [{ path: '/x/GET', bucket: 1 }] }] },
      ['api_stages.throttle.bucket'],
    ],
    [
      'aws_dynamodb_table',
      {
        dynamic: {
          attribute: { for_each: ['a'], content: { name: '${attribute.value}', kind: 'S' } },
        },
      },
      ['attribute.kind'],
    ],
    [
      'aws_api_gateway_usage_plan',
      {
        api_stages: { dynamic: [{ throttle: [{ for_each: [], content: [{ path: 'p', x: 1 }] }] }] },
      },
      ['api_stages.throttle.x'],
    ],
  ]);
});

describe('what is passed over', () => {
  check([
    [
      FUNCTION,
      {
        '//': { metadata: {} },
        count: 1,
        depends_on: [],
        for_each: {},
        lifecycle: { prevent_destroy: true },
        provider: 'aws.west',
        provisioner: [],
      },
      [],
    ],
    [
      FUNCTION,
      { tags: { a: 'b' }, tags_all: {}, id: 'x', region: 'eu-west-1', timeouts: { create: '5m' } },
      [],
    ],
    [
      FUNCTION,
      {
        layers: null,
        image_uri: undefined,
        s3_bucket: '',
        image_config: [],
        file_system_config: {},
      },
      [],
    ],
    ['aws_dynamodb_table', { restore_to_latest_time: false }, []],
    [FUNCTION, { arn: 'a', invoke_arn: 'b', version: '1' }, []],
    [FUNCTION, { environment: { variables: { anything: 'at all' } } }, []],
  ]);
});

describe('a resource type', () => {
  check([
    ['aws_lambda_event_source_mapping', { batch_size: 1 }, ['']],
    ['aws_lambda_function_url', {}, ['']],
    ['aws_api_gateway_vpc_link', {}, ['']],
    ['aws_kms_key', { anything: 1 }, []],
    ['aws_apigatewayv2_api', {}, ['']],
    ['toString', {}, ['']],
  ]);
});

it('gives a reason, and repeats a finding once', () => {
  const twice = [
    { path: 'a', x: 1 },
    { path: 'b', x: 2 },
  ];
  const plan = { api_stages: [{ throttle: twice }] };
  expect(findUnsupported('aws_api_gateway_usage_plan', plan)).toEqual([
    {
      argument: 'api_stages.throttle.x',
      reason: 'the local runtime does not know this argument',
    },
  ]);
  expect(findUnsupported(STAGE, { cache_cluster_enabled: true })[0]?.reason).toMatch(
    /no response cache/,
  );
});

describe('a value that only AWS can tell', () => {
  class Unknown {
    readonly reason = 'made by AWS';
  }
  class Opaque {
    readonly #reason = 'made by AWS';
    toJSON(): string {
      return this.#reason;
    }
  }
  check([
    [FUNCTION, { layers: new Opaque(), function_name: new Unknown() }, ['layers']],
    [FUNCTION, { layers: [new Unknown()], runtime: new Unknown() }, ['layers']],
    [STAGE, { canary_settings: new Unknown() }, ['canary_settings']],
    [STAGE, { canary_settings: [new Opaque()] }, ['canary_settings']],
  ]);
});

it('complains of nothing in the stacks of this project', () => {
  const synthesized = synthesize();
  try {
    const stacks = [synthesized.api, synthesized.dev, synthesized.prod];
    const resources = stacks.flatMap((stack) => Object.entries(stack.all()));
    expect(resources.length).toBeGreaterThan(100);
    const findings = resources.flatMap(([address, config]) =>
      findUnsupported(address.split('.')[0] ?? '', config).map(
        ({ argument, reason }) => `${address} ${argument}: ${reason}`,
      ),
    );
    expect(findings).toEqual([]);
  } finally {
    synthesized.remove();
  }
});

it('has a short reason for whatever is not honoured', () => {
  const verdicts = Object.values(COVERAGE).flatMap((type) => [
    ...(type.whole === undefined ? [] : [type.whole]),
    ...Object.values(type.arguments),
  ]);
  const whys = verdicts.flatMap((verdict) => (verdict.status === 'honoured' ? [] : [verdict.why]));
  expect(whys.filter((why) => why.length < 10 || why.length > 90 || /[.\n]$/.test(why))).toEqual(
    [],
  );
});
