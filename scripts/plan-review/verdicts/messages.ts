/** Queues, topics, events: where messages come from and go to. */
import { absent, any, isOther, isUnset, notLess, notLower, on, stays } from './steps';
import {
  danger,
  HARMLESS,
  notice,
  type,
  type TypeVerdict,
  type Verdict,
  type VerdictTable,
} from './verdict';

const FEEDBACK = ['application', 'firehose', 'http', 'lambda', 'sqs'];

/** Which queues may hand their failed messages to this one. */
const redrive = (): Verdict => ({
  kind: 'judged',
  ...notice('keeping'),
  isBad: ({ before, after }) =>
    isOther({ before, after }) && (!isUnset(before) || String(after).includes('"allowAll"')),
  onCreate: true,
});

export const SQS: VerdictTable = {
  aws_sqs_queue: type({
    rule: 'policy',
    harmless:
      'name visibility_timeout_seconds receive_wait_time_seconds kms_data_key_reuse_period_seconds',
    judged: {
      message_retention_seconds: notLess(danger('keeping')),
      'redrive_policy kms_master_key_id': stays(danger('keeping')),
      sqs_managed_sse_enabled: on(danger('guard')),
      max_message_size: notLess(notice('behaviour')),
      redrive_allow_policy: redrive(),
      'content_based_deduplication deduplication_scope delay_seconds fifo_queue fifo_throughput_limit':
        any(notice('behaviour')),
    },
  }),
  aws_sqs_queue_policy: type({ isGuard: true, rule: 'policy' }),
  aws_sqs_queue_redrive_allow_policy: type({
    destroy: notice('keeping'),
    judged: { redrive_allow_policy: any(danger('destination')) },
  }),
  aws_sqs_queue_redrive_policy: type({
    destroy: danger('keeping'),
    judged: { redrive_policy: any(danger('keeping')) },
  }),
};

export const SNS: VerdictTable = {
  aws_sns_platform_application: type({
    create: notice('destination'),
    others: any(danger('destination')),
  }),
  aws_sns_sms_preferences: type({
    create: notice('destination'),
    others: any(danger('destination')),
  }),
  aws_sns_topic: type({
    rule: 'policy',
    harmless: `name fifo_throughput_scope ${FEEDBACK.map((one) => `${one}_success_feedback_sample_rate`).join(' ')}`,
    judged: {
      [FEEDBACK.flatMap((one) => [
        `${one}_success_feedback_role_arn`,
        `${one}_failure_feedback_role_arn`,
      ]).join(' ')]: any(notice('access')),
      archive_policy: stays(danger('keeping')),
      signature_version: notLess(notice('guard')),
      tracing_config: any(notice('guard')),
      'delivery_policy content_based_deduplication fifo_topic': any(notice('behaviour')),
    },
  }),
  aws_sns_topic_data_protection_policy: type({
    destroy: danger('guard'),
    judged: { policy: any(danger('guard')) },
  }),
  aws_sns_topic_policy: type({
    isGuard: true,
    rule: 'policy',
    judged: { arn: any(danger('access')) },
  }),
  aws_sns_topic_subscription: type({
    isGuard: true,
    create: notice('destination'),
    of: 'topic_arn',
    harmless: 'confirmation_timeout_in_minutes raw_message_delivery endpoint_auto_confirms',
    judged: {
      'endpoint protocol topic_arn subscription_role_arn': any(danger('destination')),
      'filter_policy filter_policy_scope delivery_policy replay_policy': any(notice('behaviour')),
      redrive_policy: stays(danger('keeping')),
    },
  }),
};

/** Something that is called, or sent to, by the clock or by an event. */
const trigger = (target = 'target'): TypeVerdict =>
  type({
    create: notice('code'),
    destroy: notice('behaviour'),
    judged: { [target]: any(danger('destination')) },
    others: any(danger('destination')),
  });

export const EVENTS: VerdictTable = {
  aws_cloudwatch_event_api_destination: type({
    create: danger('destination'),
    others: any(danger('destination')),
  }),
  aws_cloudwatch_event_archive: type({
    destroy: danger('keeping'),
    judged: { retention_days: notLower(danger('keeping')), event_pattern: any(notice('keeping')) },
    others: any(notice('keeping')),
  }),
  aws_cloudwatch_event_bus: type({
    destroy: danger('behaviour'),
    judged: {
      dead_letter_config: stays(danger('keeping')),
      'event_source_name log_config': any(notice('behaviour')),
    },
  }),
  aws_cloudwatch_event_bus_policy: type({ rule: 'policy' }),
  aws_cloudwatch_event_connection: type({
    create: notice('destination'),
    others: any(danger('destination')),
  }),
  aws_cloudwatch_event_endpoint: type({
    create: notice('destination'),
    others: any(danger('destination')),
  }),
  aws_cloudwatch_event_permission: type({
    create: danger('access'),
    others: any(danger('access')),
  }),
  aws_cloudwatch_event_rule: type({
    create: notice('code'),
    destroy: notice('behaviour'),
    judged: {
      is_enabled: on(notice('behaviour')),
      'state event_pattern schedule_expression': any(notice('behaviour')),
    },
  }),
  aws_cloudwatch_event_target: trigger('arn'),
  aws_scheduler_schedule: trigger(),
  aws_scheduler_schedule_group: type({ harmless: 'name' }),
  aws_pipes_pipe: type({
    create: danger('destination'),
    destroy: notice('behaviour'),
    others: any(danger('destination')),
  }),
  aws_sfn_activity: type({ harmless: 'name' }),
  aws_sfn_alias: type({ harmless: 'name', judged: { routing_configuration: any(danger('code')) } }),
  aws_sfn_state_machine: type({
    destroy: danger('behaviour'),
    harmless: 'name publish type',
    judged: {
      definition: any(danger('code')),
      logging_configuration: stays(danger('guard')),
      tracing_configuration: stays(notice('guard')),
    },
  }),
  aws_signer_signing_profile: type({ destroy: danger('guard'), others: any(danger('guard')) }),
  aws_signer_signing_profile_permission: type({
    create: danger('access'),
    others: any(danger('access')),
  }),
  aws_signer_signing_job: type({ create: notice('code'), others: any(danger('code')) }),
  aws_ssm_document: type({
    create: notice('code'),
    judged: { permissions: absent(danger('access')) },
    others: any(danger('code')),
  }),
  aws_ssm_association: type({ create: danger('code'), others: any(danger('code')) }),
  aws_ssm_activation: type({ create: danger('access'), others: any(danger('access')) }),
  aws_ssm_service_setting: type({ create: notice('guard'), others: any(danger('guard')) }),
  aws_ssm_resource_data_sync: type({
    create: danger('destination'),
    others: any(danger('destination')),
  }),
  aws_ssm_maintenance_window: type({ create: notice('code'), others: any(notice('code')) }),
  aws_ssm_maintenance_window_target: type({ create: notice('code'), others: any(danger('code')) }),
  aws_ssm_maintenance_window_task: type({ create: danger('code'), others: any(danger('code')) }),
  aws_ssm_default_patch_baseline: type({ create: notice('guard'), others: any(notice('guard')) }),
  aws_ssm_patch_baseline: type({ create: notice('guard'), others: any(notice('guard')) }),
  aws_ssm_patch_group: type({ create: notice('guard'), others: any(notice('guard')) }),
  ...Object.fromEntries(
    ['discoverer', 'registry', 'schema'].map((name) => [
      `aws_schemas_${name}`,
      type({ harmless: 'name content type registry_name', others: any(notice('behaviour')) }),
    ]),
  ),
  aws_schemas_registry_policy: type({ rule: 'policy', judged: { registry_name: HARMLESS } }),
};
