/** Functions: what runs, as whom, called by whom, and where their failed events go. */
import {
  absent,
  any,
  follows,
  laterVersion,
  never,
  noneAdded,
  noneRemoved,
  notLess,
  notLower,
  on,
  sameButFor,
  stays,
} from './steps';
import { danger, notice, type, type VerdictTable } from './verdict';

export const LAMBDA: VerdictTable = {
  aws_lambda_alias: type({
    harmless: 'name',
    destroy: danger('behaviour'),
    judged: {
      function_version: follows('aws_lambda_function', notice('code')),
      routing_config: absent(danger('code')),
      function_name: any(danger('code')),
    },
  }),
  aws_lambda_code_signing_config: type({
    destroy: danger('guard'),
    judged: {
      allowed_publishers: any(danger('code')),
      policies: never(danger('guard'), 'warn'),
      'policies.untrusted_artifact_on_deployment': never(danger('guard'), 'warn'),
    },
  }),
  aws_lambda_event_source_mapping: type({
    create: notice('code'),
    of: 'function_name',
    destroy: danger('behaviour'),
    harmless: `batch_size maximum_batching_window_in_seconds parallelization_factor metrics_config
      provisioned_poller_config scaling_config tumbling_window_in_seconds`,
    judged: {
      'event_source_arn function_name queues topics self_managed_event_source source_access_configuration':
        any(danger('destination')),
      enabled: on(danger('behaviour')),
      destination_config: stays(danger('destination')),
      filter_criteria: any(notice('behaviour')),
      'maximum_retry_attempts maximum_record_age_in_seconds': notLower(notice('keeping')),
      function_response_types: noneRemoved(notice('keeping')),
      bisect_batch_on_function_error: on(notice('keeping')),
      'starting_position starting_position_timestamp amazon_managed_kafka_event_source_config document_db_event_source_config self_managed_kafka_event_source_config':
        any(notice('behaviour')),
    },
  }),
  aws_lambda_function: type({
    isGuard: true,
    // New code is what a deployment is for: its hash is shown, and the path of its zip says nothing.
    harmless: `filename source_code_hash s3_key s3_object_version memory_size ephemeral_storage snap_start
      skip_destroy replace_security_groups_on_destroy replacement_security_group_ids`,
    rule: 'environment function_name',
    judged: {
      role: any(danger('access')),
      'handler package_type image_config s3_bucket': any(danger('code')),
      image_uri: sameButFor('@:', danger('code')),
      layers: sameButFor(':', danger('code')),
      runtime: laterVersion(notice('code')),
      architectures: any(notice('code')),
      publish: on(notice('code')),
      timeout: notLess(notice('behaviour')),
      reserved_concurrent_executions: notLess(notice('behaviour')),
      code_signing_config_arn: stays(danger('guard')),
      'tracing_config tracing_config.mode': never(notice('guard'), 'passthrough'),
      vpc_config: stays(danger('guard')),
      'file_system_config capacity_provider_config tenancy_config': any(danger('destination')),
      'publish_to durable_config': any(notice('code')),
      source_kms_key_arn: stays(danger('guard')),
      dead_letter_config: stays(danger('destination')),
      logging_config: any(notice('guard')),
      'logging_config.log_group': any(danger('destination')),
    },
  }),
  aws_lambda_function_event_invoke_config: type({
    create: notice('keeping'),
    of: 'function_name',
    destroy: notice('keeping'),
    judged: {
      'maximum_event_age_in_seconds maximum_retry_attempts': notLess(notice('keeping')),
      destination_config: stays(danger('destination')),
      'function_name qualifier': any(notice('behaviour')),
    },
  }),
  aws_lambda_function_recursion_config: type({
    judged: { recursive_loop: never(danger('guard'), 'allow') },
  }),
  aws_lambda_function_url: type({
    create: notice('access'),
    rule: 'authorization_type',
    judged: {
      cors: noneAdded(danger('access')),
      'invoke_mode qualifier': any(notice('behaviour')),
      function_name: any(danger('access')),
    },
  }),
  aws_lambda_invocation: type({
    create: danger('code'),
    destroy: danger('code'),
    others: any(danger('code')),
  }),
  aws_lambda_layer_version: type({
    harmless: 'filename source_code_hash s3_key s3_object_version license_info skip_destroy',
    judged: {
      s3_bucket: any(danger('code')),
      'layer_name compatible_architectures compatible_runtimes': any(notice('code')),
    },
  }),
  aws_lambda_layer_version_permission: type({
    create: danger('access'),
    others: any(danger('access')),
    harmless: 'skip_destroy',
  }),
  aws_lambda_permission: type({
    rule: `action principal source_arn source_account principal_org_id function_url_auth_type
      event_source_token function_name`,
    judged: { qualifier: any(notice('access')) },
  }),
  aws_lambda_provisioned_concurrency_config: type({
    harmless: 'skip_destroy',
    destroy: notice('behaviour'),
    judged: {
      provisioned_concurrent_executions: notLess(notice('behaviour')),
      qualifier: any(notice('behaviour')),
    },
  }),
  aws_lambda_runtime_management_config: type({
    create: notice('code'),
    of: 'function_name',
    destroy: notice('code'),
    judged: { 'update_runtime_on runtime_version_arn qualifier': any(notice('code')) },
  }),
};
