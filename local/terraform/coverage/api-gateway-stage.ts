/** Deployments, stages, who may call how often, and how AWS is reached. */
import { refuseMatch, refuseTrue } from './refused-values';
import { coverage, harmlessType, type ResourceCoverage } from './resource-coverage';

const CACHE = 'of a cache cluster alone, which is refused on the stage';
const IMPLICIT_STAGE =
  'makes a stage that Terraform does not manage: declare an aws_api_gateway_stage';
const CONSOLE_ONLY = 'shown in the AWS console alone';

export const API_GATEWAY_STAGE: Readonly<Record<string, ResourceCoverage>> = {
  aws_api_gateway_deployment: coverage({
    honoured: 'rest_api_id',
    harmless: {
      'description stage_description': CONSOLE_ONLY,
      triggers: 'the laptop serves the configuration as it stands, not a snapshot',
    },
    refused: {
      'canary_settings stage_name': IMPLICIT_STAGE,
      variables: 'of the stage that a deployment makes: set them on the aws_api_gateway_stage',
    },
    readOnly: 'created_date execution_arn invoke_url',
    only5: 'canary_settings stage_description stage_name',
  }),
  aws_api_gateway_stage: coverage({
    honoured: `access_log_settings.format canary_settings.percent_traffic
      canary_settings.stage_variable_overrides deployment_id documentation_version rest_api_id
      stage_name variables xray_tracing_enabled`,
    harmless: {
      cache_cluster_size: CACHE,
      'canary_settings.deployment_id':
        'the laptop serves the configuration as it stands, not a snapshot',
      'canary_settings.use_stage_cache': CACHE,
      client_certificate_id: 'shown to HTTP backends alone, which are refused',
      description: CONSOLE_ONLY,
    },
    refusedWhen: {
      'access_log_settings.destination_arn': refuseMatch(
        { description: 'a Firehose stream', pattern: /:firehose:|aws_kinesis_firehose/ },
        'the laptop has log groups, and no Firehose',
      ),
      cache_cluster_enabled: refuseTrue(
        'the laptop has no response cache: every request would reach the function',
      ),
    },
    readOnly: 'arn execution_arn invoke_url web_acl_arn',
  }),
  aws_api_gateway_method_settings: coverage({
    honoured: `method_path rest_api_id settings.data_trace_enabled settings.logging_level
      settings.throttling_burst_limit settings.throttling_rate_limit stage_name`,
    harmless: {
      [`settings.cache_data_encrypted settings.cache_ttl_in_seconds settings.caching_enabled
        settings.require_authorization_for_cache_control
        settings.unauthorized_cache_control_header_strategy`]: CACHE,
      'settings.metrics_enabled': 'the laptop has no CloudWatch metrics',
    },
  }),
  aws_api_gateway_usage_plan: coverage({
    honoured: `api_stages.api_id api_stages.stage api_stages.throttle.burst_limit
      api_stages.throttle.path api_stages.throttle.rate_limit name quota_settings.limit
      quota_settings.offset quota_settings.period throttle_settings.burst_limit
      throttle_settings.rate_limit`,
    harmless: { description: CONSOLE_ONLY, product_code: 'of AWS Marketplace' },
    readOnly: 'arn',
  }),
  aws_api_gateway_usage_plan_key: coverage({
    honoured: 'key_id key_type usage_plan_id',
    readOnly: 'name value',
  }),
  aws_api_gateway_api_key: coverage({
    honoured: 'description enabled name value',
    harmless: { customer_id: 'of AWS Marketplace' },
    readOnly: 'arn created_date last_updated_date',
  }),
  aws_api_gateway_account: coverage({
    harmless: {
      cloudwatch_role_arn: 'the laptop writes its logs without a role',
      reset_on_delete: 'what Terraform does on destroy',
    },
    readOnly: 'api_key_version features throttle_settings',
    only5: 'reset_on_delete',
  }),
  aws_api_gateway_client_certificate: harmlessType(
    'shown to HTTP backends alone, which are refused',
  ),
};
