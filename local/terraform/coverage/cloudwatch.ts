/** Log groups, and the observing that is done in the cloud. */
import {
  coverage,
  each,
  harmlessType,
  sinceProvider6,
  type ResourceCoverage,
} from './resource-coverage';

const NO_METRICS = 'the laptop has no CloudWatch metrics, alarms or dashboards';
const LOGS_STAY = 'logs stay on the laptop, and are read there';
const NO_EVENTS = 'AWS services send no events to the laptop';

export const CLOUDWATCH: Readonly<Record<string, ResourceCoverage>> = {
  aws_cloudwatch_log_group: coverage({
    honoured: 'name name_prefix retention_in_days',
    harmless: {
      'deletion_protection_enabled skip_destroy': 'what AWS and Terraform do on destroy',
      kms_key_id: 'nothing is encrypted at rest on the laptop',
      log_group_class: 'what AWS charges',
    },
    readOnly: 'arn',
    only6: 'deletion_protection_enabled',
  }),
  ...each(
    'aws_cloudwatch_log_',
    `account_policy anomaly_detector data_protection_policy delivery delivery_destination
      delivery_destination_policy delivery_source destination destination_policy index_policy
      metric_filter resource_policy stream subscription_filter`,
    harmlessType(LOGS_STAY),
  ),
  aws_cloudwatch_log_transformer: sinceProvider6(harmlessType(LOGS_STAY)),
  aws_cloudwatch_query_definition: harmlessType('a saved query of the AWS console'),
  ...each(
    'aws_cloudwatch_',
    `composite_alarm contributor_insight_rule contributor_managed_insight_rule dashboard
      metric_alarm metric_stream`,
    harmlessType(NO_METRICS),
  ),
  aws_cloudwatch_event_rule: coverage({
    harmless: {
      [`description event_bus_name event_pattern force_destroy is_enabled name name_prefix role_arn
        state`]: NO_EVENTS,
    },
    refused: { schedule_expression: 'nothing is invoked on a schedule locally' },
    readOnly: 'arn',
  }),
  ...each(
    'aws_cloudwatch_event_',
    'api_destination archive bus bus_policy connection endpoint permission target',
    harmlessType(NO_EVENTS),
  ),
};
