/** Logs, metrics, alarms, audit. */
import { any, noneRemoved, notHigher, notLess, on, stays } from './steps';
import { notTurned, thresholdStays } from './stricter';
import { danger, HARMLESS, notice, type, type VerdictTable } from './verdict';

/** Logs that leave for somewhere. */
const outlet = () =>
  type({
    create: danger('destination'),
    destroy: notice('guard'),
    others: any(danger('destination')),
  });

export const LOGS: VerdictTable = {
  aws_cloudwatch_log_account_policy: type({
    create: danger('destination'),
    destroy: danger('guard'),
    others: any(danger('destination')),
  }),
  aws_cloudwatch_log_anomaly_detector: type({
    destroy: notice('guard'),
    others: any(notice('guard')),
  }),
  aws_cloudwatch_log_data_protection_policy: type({
    destroy: danger('guard'),
    judged: { policy_document: any(danger('guard')) },
  }),
  aws_cloudwatch_log_delivery: outlet(),
  aws_cloudwatch_log_delivery_destination: outlet(),
  aws_cloudwatch_log_delivery_destination_policy: outlet(),
  aws_cloudwatch_log_delivery_source: outlet(),
  aws_cloudwatch_log_destination: outlet(),
  aws_cloudwatch_log_destination_policy: outlet(),
  aws_cloudwatch_log_group: type({
    rule: 'retention_in_days kms_key_id',
    harmless: 'skip_destroy',
    judged: {
      log_group_class: any(notice('guard')),
      kms_key_id: stays(danger('guard')),
      name: any(danger('keeping')),
    },
  }),
  aws_cloudwatch_log_index_policy: type({ harmless: 'policy_document' }),
  aws_cloudwatch_log_metric_filter: type({
    destroy: danger('guard'),
    judged: { 'pattern name log_group_name metric_transformation': any(notice('guard')) },
    harmless: 'apply_on_transformed_logs',
  }),
  aws_cloudwatch_log_resource_policy: type({ rule: 'policy_document', harmless: 'policy_name' }),
  aws_cloudwatch_log_stream: type({ harmless: 'name', destroy: danger('keeping') }),
  aws_cloudwatch_log_subscription_filter: outlet(),
};

export const METRICS: VerdictTable = {
  aws_cloudwatch_composite_alarm: type({
    isGuard: true,
    harmless: 'alarm_description',
    rule: 'actions_enabled',
    judged: {
      'alarm_rule actions_suppressor alarm_name': any(danger('guard')),
      alarm_actions: noneRemoved(danger('guard')),
      'ok_actions insufficient_data_actions': noneRemoved(notice('guard')),
    },
  }),
  aws_cloudwatch_contributor_insight_rule: type({ others: any(notice('guard')) }),
  aws_cloudwatch_contributor_managed_insight_rule: type({ others: any(notice('guard')) }),
  aws_cloudwatch_dashboard: type({ harmless: 'dashboard_body dashboard_name' }),
  aws_cloudwatch_metric_alarm: type({
    isGuard: true,
    harmless: 'alarm_description',
    rule: 'actions_enabled',
    judged: {
      alarm_actions: noneRemoved(danger('guard')),
      'ok_actions insufficient_data_actions': noneRemoved(notice('guard')),
      threshold: thresholdStays(notice('guard')),
      comparison_operator: notTurned(danger('guard')),
      'alarm_name evaluation_periods datapoints_to_alarm period metric_name treat_missing_data namespace statistic extended_statistic dimensions unit metric_query threshold_metric_id evaluate_low_sample_count_percentiles':
        any(notice('guard')),
    },
  }),
  aws_cloudwatch_metric_stream: type({
    create: danger('destination'),
    destroy: notice('guard'),
    others: any(danger('destination')),
  }),
  aws_cloudwatch_query_definition: type({ harmless: 'name query_string log_group_names' }),
  aws_cloudtrail: type({
    destroy: danger('guard'),
    judged: {
      's3_bucket_name cloud_watch_logs_group_arn sns_topic_name': any(danger('destination')),
      'include_global_service_events is_multi_region_trail enable_logging': on(danger('guard')),
    },
    others: any(danger('guard')),
  }),
  aws_cloudtrail_event_data_store: type({
    destroy: danger('keeping'),
    judged: { retention_period: notLess(danger('keeping')), suspend: any(danger('guard')) },
    others: any(notice('guard')),
  }),
  aws_cloudtrail_organization_delegated_admin_account: type({
    create: danger('access'),
    others: any(danger('access')),
  }),
  aws_xray_encryption_config: type({
    judged: { type: any(notice('guard')) },
    destroy: notice('guard'),
  }),
  aws_xray_group: type({ harmless: 'filter_expression group_name insights_configuration' }),
  aws_xray_resource_policy: type({
    rule: 'policy_document',
    harmless: 'policy_name policy_revision_id',
  }),
  aws_xray_sampling_rule: type({
    harmless:
      'attributes host http_method priority reservoir_size service_name service_type url_path rule_name',
    judged: { fixed_rate: notLess(notice('guard')) },
  }),
  aws_synthetics_canary: type({
    destroy: danger('guard'),
    judged: {
      start_canary: on(danger('guard')),
      schedule: any(notice('guard')),
      success_retention_period: HARMLESS,
      failure_retention_period: HARMLESS,
    },
    others: any(danger('code')),
  }),
  aws_budgets_budget: type({
    destroy: danger('guard'),
    judged: {
      limit_amount: notHigher(notice('guard')),
      notification: noneRemoved(danger('guard')),
    },
    others: any(notice('guard')),
  }),
  aws_config_configuration_recorder: type({
    destroy: danger('guard'),
    others: any(danger('guard')),
  }),
  aws_config_config_rule: type({ destroy: danger('guard'), others: any(notice('guard')) }),
  aws_guardduty_detector: type({
    destroy: danger('guard'),
    judged: { enable: on(danger('guard')) },
    others: any(notice('guard')),
  }),
  aws_securityhub_account: type({ destroy: danger('guard'), others: any(notice('guard')) }),
  aws_xray_indexing_rule: type({
    others: any(notice('guard')),
    judged: { rule: stays(notice('guard')) },
  }),
};
