/** The configurations that every plan of the tests starts from, in Terraform's JSON: an API and one stage of it. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Block = Record<string, Json>;
export interface Configuration {
  terraform: Block;
  provider: Record<string, Block[]>;
  /** By type, then by name. */
  resource: Record<string, Record<string, Block>>;
  output?: Record<string, Block>;
  [section: string]: unknown;
}

export const STACK_NAMES = ['gatehouse-api', 'gatehouse-prod'] as const;
export type StackName = (typeof STACK_NAMES)[number];

/** What a stage's stack takes from outside. */
export interface Inputs {
  readonly restApiId: string;
  /** Base64 SHA-256 of the zip. */
  readonly sourceCodeHash: string;
}

export const ACCOUNT_ID = '000000000000';
export const REGION = 'eu-central-1';
const TAGS = { project: 'gatehouse' };

function header(): Pick<Configuration, 'terraform' | 'provider'> {
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0' } } },
    provider: {
      aws: [
        {
          region: REGION,
          access_key: 'test',
          secret_key: 'test',
          skip_credentials_validation: true,
          skip_metadata_api_check: 'true',
          skip_requesting_account_id: true,
          s3_use_path_style: true,
        },
      ],
    },
  };
}

function policy(...statements: Json[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function baseConfiguration(stack: StackName, inputs: Inputs): Configuration {
  return stack === 'gatehouse-api' ? apiStack() : stageStack(inputs);
}

function apiStack(): Configuration {
  const onApi = { rest_api_id: '${aws_api_gateway_rest_api.api.id}' };
  const onItems = { ...onApi, resource_id: '${aws_api_gateway_resource.items.id}' };
  const onFaq = { ...onApi, resource_id: '${aws_api_gateway_resource.faq.id}' };
  const mock = { type: 'MOCK', request_templates: { 'application/json': '{"statusCode": 200}' } };
  return {
    ...header(),
    resource: {
      aws_api_gateway_rest_api: {
        api: { name: 'gatehouse', endpoint_configuration: { types: ['REGIONAL'] }, tags: TAGS },
      },
      aws_api_gateway_resource: {
        items: {
          ...onApi,
          parent_id: '${aws_api_gateway_rest_api.api.root_resource_id}',
          path_part: 'items',
        },
        faq: {
          ...onApi,
          parent_id: '${aws_api_gateway_rest_api.api.root_resource_id}',
          path_part: 'faq',
        },
      },
      aws_api_gateway_authorizer: {
        token: {
          ...onApi,
          name: 'token',
          type: 'TOKEN',
          identity_source: 'method.request.header.Authorization',
          authorizer_uri: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:$\${stageVariables.authorizerFunction}/invocations`,
          authorizer_result_ttl_in_seconds: 300,
        },
      },
      aws_api_gateway_request_validator: {
        body: { ...onApi, name: 'body', validate_request_body: true },
      },
      aws_api_gateway_method: {
        post_items: {
          ...onItems,
          http_method: 'POST',
          authorization: 'NONE',
          api_key_required: true,
          request_validator_id: '${aws_api_gateway_request_validator.body.id}',
        },
        get_items: {
          ...onItems,
          http_method: 'GET',
          authorization: 'CUSTOM',
          authorizer_id: '${aws_api_gateway_authorizer.token.id}',
        },
        get_faq: { ...onFaq, http_method: 'GET', authorization: 'NONE' },
      },
      aws_api_gateway_integration: {
        post_items: {
          ...onItems,
          http_method: '${aws_api_gateway_method.post_items.http_method}',
          ...mock,
        },
        get_items: {
          ...onItems,
          http_method: '${aws_api_gateway_method.get_items.http_method}',
          ...mock,
        },
        get_faq: {
          ...onFaq,
          http_method: '${aws_api_gateway_method.get_faq.http_method}',
          ...mock,
        },
      },
      aws_api_gateway_gateway_response: {
        default_4xx: {
          ...onApi,
          response_type: 'DEFAULT_4XX',
          response_parameters: {
            'gatewayresponse.header.Access-Control-Allow-Origin': 'stageVariables.corsOrigin',
          },
        },
      },
    },
    output: { rest_api_id: { value: '${aws_api_gateway_rest_api.api.id}' } },
  };
}

function stageStack(inputs: Inputs): Configuration {
  return {
    ...header(),
    resource: { ...gateway(inputs), ...lambda(inputs), ...state(), ...operations() },
  };
}

function gateway({ restApiId }: Inputs): Configuration['resource'] {
  const stage = '${aws_api_gateway_stage.stage.stage_name}';
  return {
    aws_api_gateway_deployment: {
      deployment: {
        rest_api_id: restApiId,
        triggers: { redeployment: 'f00dcafe' },
        lifecycle: { create_before_destroy: true },
      },
    },
    aws_api_gateway_stage: {
      stage: {
        rest_api_id: restApiId,
        deployment_id: '${aws_api_gateway_deployment.deployment.id}',
        stage_name: 'prod',
        xray_tracing_enabled: true,
        variables: {
          itemsFunction: 'gatehouse-prod-items:live',
          corsOrigins: 'https://gatehouse.example',
          corsOrigin: 'https://gatehouse.example',
        },
        access_log_settings: {
          destination_arn: '${aws_cloudwatch_log_group.access.arn}',
          format: '$context.requestId $context.status',
        },
        tags: TAGS,
      },
    },
    aws_api_gateway_method_settings: {
      all: {
        rest_api_id: restApiId,
        stage_name: stage,
        method_path: '*/*',
        settings: {
          throttling_rate_limit: 50,
          throttling_burst_limit: 100,
          metrics_enabled: true,
          logging_level: 'INFO',
          data_trace_enabled: false,
        },
      },
    },
    aws_api_gateway_usage_plan: {
      plan: {
        name: 'gatehouse-prod',
        api_stages: { api_id: restApiId, stage },
        throttle_settings: { rate_limit: 20, burst_limit: 40 },
        quota_settings: { limit: 10000, period: 'DAY' },
      },
    },
    aws_api_gateway_api_key: { key: { name: 'gatehouse-prod' } },
    aws_api_gateway_usage_plan_key: {
      key: {
        key_id: '${aws_api_gateway_api_key.key.id}',
        key_type: 'API_KEY',
        usage_plan_id: '${aws_api_gateway_usage_plan.plan.id}',
      },
    },
    aws_api_gateway_domain_name: {
      domain: {
        domain_name: 'api.gatehouse.example',
        regional_certificate_arn: `arn:aws:acm:${REGION}:${ACCOUNT_ID}:certificate/00000000-0000-4000-8000-000000000000`,
        endpoint_configuration: { types: ['REGIONAL'] },
        security_policy: 'TLS_1_2',
      },
    },
    aws_wafv2_web_acl_association: {
      stage: {
        resource_arn: '${aws_api_gateway_stage.stage.arn}',
        web_acl_arn: '${aws_wafv2_web_acl.acl.arn}',
      },
    },
    aws_wafv2_web_acl: {
      acl: {
        name: 'gatehouse-prod',
        scope: 'REGIONAL',
        default_action: { allow: {} },
        visibility_config: {
          cloudwatch_metrics_enabled: true,
          metric_name: 'gatehouse-prod',
          sampled_requests_enabled: false,
        },
      },
    },
  };
}

function lambda({ restApiId, sourceCodeHash }: Inputs): Configuration['resource'] {
  return {
    aws_iam_role: {
      items: {
        name: 'gatehouse-prod-items',
        assume_role_policy: policy({
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'lambda.amazonaws.com' },
        }),
      },
    },
    aws_iam_role_policy: {
      items: {
        name: 'function',
        role: '${aws_iam_role.items.name}',
        policy: policy(
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: '${aws_cloudwatch_log_group.items.arn}:*',
          },
          {
            Effect: 'Allow',
            Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
            Resource: '${aws_dynamodb_table.items.arn}',
          },
          {
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Resource: '${aws_sqs_queue.dead_letters.arn}',
            Condition: { Bool: { 'aws:SecureTransport': 'true' } },
          },
          { Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' },
        ),
      },
    },
    aws_lambda_function: {
      items: {
        function_name: 'gatehouse-prod-items',
        role: '${aws_iam_role.items.arn}',
        filename: 'items.zip',
        source_code_hash: sourceCodeHash,
        handler: 'index.handler',
        runtime: 'nodejs22.x',
        architectures: ['arm64'],
        publish: true,
        memory_size: 256,
        timeout: 10,
        environment: {
          variables: {
            TABLE_NAME: '${aws_dynamodb_table.items.name}',
            LOG_LEVEL: 'INFO',
            WEBHOOK_TOKEN: 'only-for-tests-aaaa',
          },
        },
        dead_letter_config: { target_arn: '${aws_sqs_queue.dead_letters.arn}' },
        depends_on: ['aws_iam_role_policy.items', 'aws_cloudwatch_log_group.items'],
      },
    },
    aws_lambda_alias: {
      live: {
        name: 'live',
        function_name: '${aws_lambda_function.items.function_name}',
        function_version: '${aws_lambda_function.items.version}',
      },
    },
    aws_lambda_permission: {
      items: {
        action: 'lambda:InvokeFunction',
        function_name: '${aws_lambda_function.items.function_name}',
        qualifier: '${aws_lambda_alias.live.name}',
        principal: 'apigateway.amazonaws.com',
        source_arn: `arn:aws:execute-api:${REGION}:${ACCOUNT_ID}:${restApiId}/prod/POST/items`,
      },
    },
  };
}

function state(): Configuration['resource'] {
  return {
    aws_dynamodb_table: {
      items: {
        name: 'gatehouse-prod-items',
        billing_mode: 'PAY_PER_REQUEST',
        hash_key: 'id',
        attribute: [{ name: 'id', type: 'S' }],
        server_side_encryption: { enabled: true },
        point_in_time_recovery: { enabled: true },
        deletion_protection_enabled: true,
        tags: TAGS,
      },
    },
    aws_sqs_queue: {
      dead_letters: { name: 'gatehouse-prod-dead-letters', sqs_managed_sse_enabled: true },
    },
    aws_s3_bucket: { artifacts: { bucket: 'gatehouse-artifacts-000000000000' } },
    aws_s3_bucket_versioning: {
      artifacts: {
        bucket: '${aws_s3_bucket.artifacts.id}',
        versioning_configuration: { status: 'Enabled' },
      },
    },
    aws_s3_bucket_public_access_block: {
      artifacts: {
        bucket: '${aws_s3_bucket.artifacts.id}',
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    },
    aws_kms_key: { secrets: { description: 'gatehouse-prod', enable_key_rotation: true } },
    aws_ssm_parameter: {
      webhook: {
        name: '/gatehouse/prod/webhook',
        type: 'SecureString',
        value: 'only-for-tests-bbbb',
      },
    },
  };
}

function operations(): Configuration['resource'] {
  const group = (name: string): Block => ({ name, retention_in_days: 90 });
  return {
    aws_cloudwatch_log_group: {
      items: group('/aws/lambda/gatehouse-prod-items'),
      access: { ...group('/gatehouse/prod/access'), kms_key_id: '${aws_kms_key.secrets.arn}' },
    },
    aws_sns_topic: { alarms: { name: 'gatehouse-prod-alarms' } },
    aws_cloudwatch_metric_alarm: {
      errors: {
        alarm_name: 'gatehouse-prod-5xx',
        namespace: 'AWS/ApiGateway',
        metric_name: '5XXError',
        statistic: 'Sum',
        period: 60,
        evaluation_periods: 1,
        threshold: 1,
        comparison_operator: 'GreaterThanOrEqualToThreshold',
        alarm_actions: ['${aws_sns_topic.alarms.arn}'],
      },
    },
  };
}
