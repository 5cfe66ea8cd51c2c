import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';

const FOURTEEN_DAYS_IN_SECONDS = 1_209_600;

/**
 * Where asynchronous invocations end that failed every retry, kept as long as SQS keeps anything.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export class DeadLetterQueue extends Construct {
  /** A reference: what names the queue waits for it. */
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    const resource = new SqsQueue(this, 'Resource', {
      name,
      messageRetentionSeconds: FOURTEEN_DAYS_IN_SECONDS,
      sqsManagedSseEnabled: true,
    });
    this.name = resource.name;
    this.arn = resource.arn;
  }
}
