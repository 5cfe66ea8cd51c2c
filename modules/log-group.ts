import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { suppress } from './suppression';

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
  /** A reference: what names the group waits for it. */
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
    suppress(this.resource, {
      CKV_AWS_158:
        props.kmsKeyArn === undefined
          ? "Encrypted with CloudWatch Logs' own key; the setting kmsKey gives the stage one of its own."
          : undefined,
      CKV_AWS_338:
        props.retentionDays < 365
          ? 'The stage keeps its lines as long as logRetentionDays says; prod keeps them a year.'
          : undefined,
    });
    this.name = this.resource.name;
    this.arn = this.resource.arn;
  }
}
