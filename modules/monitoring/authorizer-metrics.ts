import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { Construct } from 'constructs';
import { AUTHORIZER_ERRORS } from './access-log-metrics';

export interface AuthorizerMetricsProps {
  /** Where the metric is found: `gatehouse-prod`. */
  readonly namespace: string;
  /** Of the authorizer function, whose lines are JSON. */
  readonly logGroupName: string;
}

/** The event that an authorizer logs when it is not the token that is at fault, though the caller reads 401. */
export const AUTHORIZER_FAILED = 'authorizer-failed';

/**
 * Counts the failures of an authorizer that API Gateway takes for a plain no: keys that cannot be had, settings that
 * make no sense. They add to the same metric as those that API Gateway knows of.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export class AuthorizerMetrics extends Construct {
  constructor(scope: Construct, id: string, { namespace, logGroupName }: AuthorizerMetricsProps) {
    super(scope, id);
    new CloudwatchLogMetricFilter(this, AUTHORIZER_ERRORS, {
      name: `${namespace}-${AUTHORIZER_FAILED}`,
      logGroupName,
      pattern: `{ $.message.event = "${AUTHORIZER_FAILED}" }`,
      metricTransformation: { name: AUTHORIZER_ERRORS, namespace, value: '1', unit: 'Count' },
    });
  }
}
