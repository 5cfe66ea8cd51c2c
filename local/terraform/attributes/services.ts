/** Attributes of what stands around an API: tables, logs, queues, roles, keys, topics, buckets. */
import { arnOf, compose, nameOf, type AttributeTable } from './computed';
import { uuidOf } from './ids';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const SERVICE_ATTRIBUTES: AttributeTable = {
  aws_dynamodb_table: {
    id: (table) => table.attribute('name'),
    arn: (table) => compose(table, 'name', (name) => arnOf(table, 'dynamodb', `table/${name}`)),
  },
  aws_cloudwatch_log_group: {
    id: (group) => group.attribute('name'),
    name: nameOf,
    arn: (group) => compose(group, 'name', (name) => arnOf(group, 'logs', `log-group:${name}`)),
  },
  aws_sqs_queue: {
    id: (queue) => queue.attribute('url'),
    name: nameOf,
    arn: (queue) => compose(queue, 'name', (name) => arnOf(queue, 'sqs', name)),
    url: (queue) =>
      compose(
        queue,
        'name',
        (name) => `https://sqs.${queue.region}.amazonaws.com/${queue.accountId}/${name}`,
      ),
  },
  aws_sns_topic: {
    id: (topic) => topic.attribute('arn'),
    name: nameOf,
    arn: (topic) => compose(topic, 'name', (name) => arnOf(topic, 'sns', name)),
  },
  aws_kms_key: {
    id: (key) => key.attribute('key_id'),
    key_id: uuidOf,
    arn: (key) => arnOf(key, 'kms', `key/${uuidOf(key)}`),
  },
  aws_s3_bucket: {
    id: (bucket) => bucket.attribute('bucket'),
    arn: (bucket) => compose(bucket, 'bucket', (name) => `arn:aws:s3:::${name}`),
  },
  aws_s3_object: {
    id: (object) => object.attribute('key'),
    arn: (object) =>
      compose(object, 'bucket', (bucket) =>
        compose(object, 'key', (key) => `arn:aws:s3:::${bucket}/${key}`),
      ),
  },
  aws_cloudwatch_metric_alarm: {
    id: (alarm) => alarm.attribute('alarm_name'),
    arn: (alarm) =>
      compose(alarm, 'alarm_name', (name) => arnOf(alarm, 'cloudwatch', `alarm:${name}`)),
  },
  aws_iam_role: {
    id: (role) => role.attribute('name'),
    name: nameOf,
    arn: (role) =>
      compose(
        role,
        'name',
        (name) => `arn:aws:iam::${role.accountId}:role${pathOf(role.argument('path'))}${name}`,
      ),
  },
  aws_iam_policy: {
    id: (policy) => policy.attribute('arn'),
    name: nameOf,
    arn: (policy) =>
      compose(
        policy,
        'name',
        (name) =>
          `arn:aws:iam::${policy.accountId}:policy${pathOf(policy.argument('path'))}${name}`,
      ),
  },
};

function pathOf(path: unknown): string {
  return typeof path === 'string' ? path : '/';
}
