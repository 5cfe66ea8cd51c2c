/** REST APIs: paths, methods, what they call, and who may call them. */
import {
  absent,
  any,
  follows,
  never,
  schemaStays,
  noneAdded,
  noneRemoved,
  notHigher,
  notLower,
  off,
  on,
  stays,
  swapped,
  tellsMore,
} from './steps';
import { danger, notice, type, type VerdictTable } from './verdict';

const METHOD_CACHE = `settings.caching_enabled`;

export const API_GATEWAY: VerdictTable = {
  aws_api_gateway_account: type({
    harmless: 'reset_on_delete',
    destroy: danger('guard'),
    judged: { cloudwatch_role_arn: any(danger('access')) },
  }),
  aws_api_gateway_api_key: type({
    harmless: 'name description',
    rule: 'enabled',
    judged: { customer_id: any(notice('access')), value: any(notice('access')) },
  }),
  aws_api_gateway_authorizer: type({
    isGuard: true,
    harmless: 'name',
    create: notice('access'),
    of: 'rest_api_id',
    judged: {
      'type authorizer_uri authorizer_credentials identity_source': any(danger('access')),
      identity_validation_expression: stays(danger('access')),
      provider_arns: noneAdded(danger('access')),
      authorizer_result_ttl_in_seconds: notHigher(notice('access')),
    },
  }),
  aws_api_gateway_base_path_mapping: type({
    destroy: danger('behaviour'),
    create: notice('access'),
    of: 'domain_name',
    judged: {
      'api_id stage_name domain_name domain_name_id': any(danger('access')),
      base_path: any(notice('behaviour')),
    },
  }),
  aws_api_gateway_client_certificate: type({ destroy: danger('guard') }),
  aws_api_gateway_deployment: type({
    harmless: 'stage_description description triggers',
    judged: {
      canary_settings: absent(danger('code')),
      variables: any(danger('code')),
      stage_name: any(notice('behaviour')),
    },
  }),
  aws_api_gateway_documentation_part: type({ harmless: 'properties location rest_api_id' }),
  aws_api_gateway_documentation_version: type({ harmless: 'description version rest_api_id' }),
  aws_api_gateway_domain_name: type({
    rule: 'policy security_policy mutual_tls_authentication',
    judged: {
      'certificate_arn certificate_body certificate_chain certificate_name certificate_private_key domain_name ownership_verification_certificate_arn regional_certificate_arn regional_certificate_name':
        stays(notice('guard')),
      'endpoint_configuration routing_mode': any(notice('access')),
      'mutual_tls_authentication.truststore_uri mutual_tls_authentication.truststore_version':
        swapped(danger('access')),
    },
  }),
  aws_api_gateway_domain_name_access_association: type({
    create: danger('access'),
    judged: {
      'access_association_source access_association_source_type domain_name_arn': any(
        danger('access'),
      ),
    },
  }),
  aws_api_gateway_gateway_response: type({
    rule: 'response_parameters status_code',
    judged: {
      response_type: any(notice('behaviour')),
      response_templates: tellsMore(notice('behaviour')),
    },
  }),
  aws_api_gateway_integration: type({
    rule: 'type uri credentials request_templates request_parameters',
    harmless: 'timeout_milliseconds cache_namespace content_handling integration_http_method',
    judged: {
      'connection_type connection_id integration_target': any(danger('destination')),
      'passthrough_behavior response_transfer_mode': any(notice('guard')),
      cache_key_parameters: noneRemoved(danger('access')),
      'tls_config.insecure_skip_verification': off(danger('guard')),
    },
  }),
  aws_api_gateway_integration_response: type({
    rule: 'response_parameters response_templates',
    harmless: 'content_handling',
    judged: { 'selection_pattern status_code': any(notice('behaviour')) },
  }),
  aws_api_gateway_method: type({
    isGuard: true,
    rule: 'authorization authorizer_id api_key_required authorization_scopes request_models request_parameters request_validator_id http_method resource_id',
    harmless: 'operation_name',
  }),
  aws_api_gateway_method_response: type({
    harmless: 'response_models response_parameters status_code',
  }),
  aws_api_gateway_method_settings: type({
    isGuard: true,
    rule: 'settings.throttling_rate_limit settings.throttling_burst_limit settings.data_trace_enabled',
    create: notice('guard'),
    of: 'stage_name',
    judged: {
      'method_path stage_name': any(danger('guard')),
      [METHOD_CACHE]: off(danger('access')),
      'settings.metrics_enabled': on(notice('guard')),
      'settings.logging_level': never(danger('guard'), 'off'),
      'settings.cache_data_encrypted settings.require_authorization_for_cache_control': on(
        danger('guard'),
      ),
      'settings.cache_ttl_in_seconds': notHigher(notice('access')),
      'settings.unauthorized_cache_control_header_strategy': any(notice('guard')),
    },
  }),
  aws_api_gateway_model: type({
    destroy: notice('guard'),
    judged: { schema: schemaStays(notice('guard')), content_type: any(notice('guard')) },
  }),
  aws_api_gateway_request_validator: type({
    isGuard: true,
    rule: 'validate_request_body validate_request_parameters',
    harmless: 'name',
  }),
  aws_api_gateway_resource: type({
    judged: { 'path_part parent_id': any(notice('behaviour')) },
  }),
  aws_api_gateway_rest_api: type({
    rule: 'policy body endpoint_configuration',
    harmless: 'name description minimum_compression_size',
    judged: {
      disable_execute_api_endpoint: on(danger('access')),
      api_key_source: any(danger('access')),
      'binary_media_types put_rest_api_mode parameters': any(notice('behaviour')),
    },
  }),
  aws_api_gateway_rest_api_policy: type({ isGuard: true, rule: 'policy' }),
  aws_api_gateway_rest_api_put: type({
    rule: 'body',
    create: danger('access'),
    destroy: notice('behaviour'),
    judged: { parameters: any(notice('behaviour')) },
  }),
  aws_api_gateway_stage: type({
    rule: 'variables access_log_settings',
    harmless: 'description documentation_version',
    judged: {
      deployment_id: follows('aws_api_gateway_deployment', notice('code')),
      canary_settings: absent(danger('code')),
      client_certificate_id: stays(danger('guard')),
      xray_tracing_enabled: on(notice('guard')),
      'cache_cluster_enabled cache_cluster_size': any(notice('behaviour')),
      'rest_api_id stage_name': any(danger('behaviour')),
      'access_log_settings.destination_arn': swapped(danger('destination')),
    },
  }),
  aws_api_gateway_usage_plan: type({
    rule: 'throttle_settings quota_settings',
    harmless: 'name description',
    judged: {
      api_stages: noneRemoved(danger('guard')),
      product_code: any(notice('access')),
    },
  }),
  aws_api_gateway_usage_plan_key: type({
    create: notice('access'),
    of: 'usage_plan_id',
    judged: { 'key_id usage_plan_id key_type': any(danger('access')) },
  }),
  aws_api_gateway_vpc_link: type({
    harmless: 'name',
    create: notice('destination'),
    destroy: danger('behaviour'),
    judged: { target_arns: any(danger('destination')) },
  }),
};

/** HTTP APIs and WebSocket APIs: this project has none, so that every one is worth a look. */
export const API_GATEWAY_V2: VerdictTable = Object.fromEntries(
  `api api_mapping authorizer deployment domain_name integration integration_response model route
   route_response stage vpc_link`
    .split(/\s+/)
    .map((name) => [
      `aws_apigatewayv2_${name}`,
      type({
        // These let in beside the REST API, past its authorizer, keys and firewall.
        create: /^(api|integration|route|stage|api_mapping)$/.test(name)
          ? danger('access')
          : notice('access'),
        destroy: danger('behaviour'),
        judged: {
          'authorization_type authorizer_id authorizer_uri credentials_arn jwt_configuration target integration_uri identity_sources':
            any(danger('access')),
          mutual_tls_authentication: stays(danger('access')),
          authorization_scopes: noneAdded(danger('access')),
          'timeout_milliseconds default_route_settings.throttling_rate_limit': notLower(
            notice('guard'),
          ),
          disable_execute_api_endpoint: on(danger('access')),
          api_key_required: on(danger('access')),
        },
        others: any(notice('behaviour')),
      }),
    ]),
);
