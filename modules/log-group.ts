import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';

export interface LogGroupProps {
  readonly name: string;
  /** Days; one of the numbers that CloudWatch Logs knows. */
  readonly retentionDays: number;
  /** The key that the lines are encrypted with. @default - CloudWatch Logs' own */
  readonly kmsKeyArn?: string | undefined;
}

/**
 * A log group with a retention, made before what writes to it: a service that makes its own keeps every line for ever.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
 */
export class LogGroup extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly resource: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    this.resource = new CloudwatchLogGroup(this, 'Resource', {
      name: props.name,
      retentionInDays: props.retentionDays,
      ...(props.kmsKeyArn === undefined ? {} : { kmsKeyId: props.kmsKeyArn }),
    });
    this.name = props.name;
    this.arn = this.resource.arn;
  }
}
