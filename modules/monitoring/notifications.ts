import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import type { Account } from '../account';
import { alarmsUseKey, KmsKey } from '../kms-key';
import type { NodeFunction } from '../node-function';
import { partitionOf } from '../partition';
import { policyDocument, type ResourceStatement, type Statement } from '../policy';

/** The function that carries a topic's messages to Slack: `functions/notifier`. */
export const NOTIFIER = 'notifier';

export interface NotificationsProps {
  readonly account: Account;
  /** Names topic and alarms: only alarms whose names start with it may publish. */
  readonly name: string;
  /** Gets every message. */
  readonly notifier: NodeFunction;
  /** Must let CloudWatch's alarms use it. @default - a key made for the topic */
  readonly kmsKeyArn?: string | undefined;
}

/**
 * The way of an alarm: an encrypted topic, which only this stage's alarms may publish to, and a function that gets it.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export class Notifications extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: NotificationsProps) {
    super(scope, id);
    const { account, name, notifier } = props;
    const topic = new SnsTopic(this, 'Resource', {
      name: `${name}-alarms`,
      kmsMasterKeyId: props.kmsKeyArn ?? this.#key(props).arn,
    });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument([publishFromAlarms(account, name, topic.arn)]),
    });
    notifier.allowInvocation('permission alarms', topic.arn, 'sns.amazonaws.com');
    new SnsTopicSubscription(this, 'subscription', {
      topicArn: topic.arn,
      protocol: 'lambda',
      endpoint: notifier.aliasArn,
    });
    this.topicArn = topic.arn;
  }

  #key({ account, name }: NotificationsProps): KmsKey {
    return new KmsKey(this, 'key', {
      account,
      name: `${name}-alarms`,
      description: `Messages of the topic ${name}-alarms`,
      users: [alarmsUseKey(account)],
    });
  }
}

/** Where a stage's webhook is kept. Terraform neither makes nor reads it: the value would stand in the state. */
export function webhookParameter(projectName: string, stageName: string): string {
  return `/${projectName}/${stageName}/slack-webhook`;
}

/** Lets a function read one parameter, and nothing beside it. */
export function readParameter({ region, accountId }: Account, name: string): Statement {
  return {
    Effect: 'Allow',
    Action: ['ssm:GetParameter'],
    Resource: `arn:${partitionOf(region)}:ssm:${region}:${accountId}:parameter${name}`,
  };
}

function publishFromAlarms(
  { region, accountId }: Account,
  name: string,
  topicArn: string,
): ResourceStatement {
  return {
    Sid: 'Alarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['sns:Publish'],
    Resource: topicArn,
    Condition: {
      StringEquals: { 'aws:SourceAccount': accountId },
      ArnLike: {
        'aws:SourceArn': `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm:${name}-*`,
      },
    },
  };
}
