import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey as KmsKeyResource } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import type { Account } from './account';
import { dnsSuffixOf, partitionOf } from './partition';
import { policyDocument, type ResourceStatement, type Statement } from './policy';

export interface KmsKeyProps {
  readonly account: Account;
  /** Names the alias: `alias/<name>`. */
  readonly name: string;
  readonly description: string;
  /** Services that encrypt with it on their own, beside what the account's roles are granted. */
  readonly users: readonly ResourceStatement[];
}

/**
 * A customer-managed key that turns itself every year, and can be had back for 30 days after it was deleted.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class KmsKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: KmsKeyProps) {
    super(scope, id);
    const key = new KmsKeyResource(this, 'Resource', {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([accountStatement(props.account), ...props.users]),
    });
    new KmsAlias(this, 'alias', { name: `alias/${props.name}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/** Hands the decision to the account's own policies; without it nobody could ever change the key. */
function accountStatement({ accountId, region }: Account): ResourceStatement {
  return {
    Sid: 'Account',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partitionOf(region)}:iam::${accountId}:root` },
    Action: ['kms:*'],
    Resource: '*',
  };
}

/**
 * Alarms publish to an encrypted topic; the AWS-managed key of SNS would refuse them.
 *
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function alarmsUseKey({ accountId }: Account): ResourceStatement {
  return {
    Sid: 'Alarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
}

/**
 * CloudWatch Logs encrypts the groups of these names, and no others.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 *
 * @param groups Names; `*` stands for anything.
 */
export function logsUseKey(
  { accountId, region }: Account,
  groups: readonly string[],
): ResourceStatement {
  return {
    Sid: 'Logs',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.${dnsSuffixOf(region)}` },
    Action: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:DescribeKey',
    ],
    Resource: '*',
    Condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': groups.map(
          (group) => `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:${group}`,
        ),
      },
    },
  };
}

/**
 * What a role needs to reach things of a service that are encrypted with a key: the key itself, through that service
 * alone.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function useKeyThrough(
  keyArn: string,
  service: 'dynamodb' | 'ssm',
  { region }: Pick<Account, 'region'>,
): Statement {
  return {
    Effect: 'Allow',
    Action:
      service === 'ssm'
        ? ['kms:Decrypt']
        : ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    Resource: keyArn,
    Condition: {
      StringEquals: { 'kms:ViaService': `${service}.${region}.${dnsSuffixOf(region)}` },
    },
  };
}
