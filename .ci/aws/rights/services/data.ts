/** Tables, queues, topics, parameters, alarms: services whose actions are named as their operations. */
import { listAt, objectAt, tagsIn, textAt, type Call } from '../../call';
import { demand, requestTags, type Demand } from '../demand';
import { afterLast, arnIn, type DemandsOf } from './service';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamodbDemands: DemandsOf = (call) => {
  const { operation, input } = call;
  if (operation === 'ListTables') return [demand('dynamodb:ListTables')];
  const name = textAt(input, 'TableName') || textAt(input, 'ResourceArn');
  const table = { table: arnIn(call, 'dynamodb', `table/${name}`) };
  return [
    ...withTags(call, demand(`dynamodb:${operation}`, table), 'CreateTable'),
    ...tableKey(call),
  ];
};

/**
 * DynamoDB takes a customer managed key by the right of who makes the table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
function tableKey(call: Call): readonly Demand[] {
  const key = textAt(objectAt(call.input, 'SSESpecification'), 'KMSMasterKeyId');
  if (key === '' || key.includes('alias/aws/')) return [];
  const resources = { key: arnIn(call, 'kms', `key/${key}`) };
  const context = { 'kms:ViaService': `dynamodb.${call.region}.amazonaws.com` };
  return [
    ...['CreateGrant', 'DescribeKey', 'Encrypt', 'Decrypt', 'GenerateDataKey'],
    ...['GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'],
  ].map((action) => demand(`kms:${action}`, resources, context));
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html: tags need a right more. */
export const sqsDemands: DemandsOf = (call) => {
  const { operation, input } = call;
  if (operation === 'ListQueues') return [demand('sqs:ListQueues')];
  const name = textAt(input, 'QueueName') || afterLast(textAt(input, 'QueueUrl'), '/');
  return withTags(
    call,
    demand(`sqs:${operation}`, { queue: arnIn(call, 'sqs', name) }),
    'CreateQueue',
  );
};

/** A subscription's ARN is its topic's and an id. */
export const snsDemands: DemandsOf = (call) => {
  const { operation, input } = call;
  const name =
    textAt(input, 'TopicArn') ||
    textAt(input, 'ResourceArn') ||
    textAt(input, 'SubscriptionArn').split(':').slice(0, -1).join(':') ||
    textAt(input, 'Name');
  return withTags(
    call,
    demand(`sns:${operation}`, { topic: arnIn(call, 'sns', name) }),
    'CreateTopic',
  );
};

export const ssmDemands: DemandsOf = (call) => {
  const name = textAt(call.input, 'Name').replace(/^\//, '');
  return [demand(`ssm:${call.operation}`, { parameter: arnIn(call, 'ssm', `parameter/${name}`) })];
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html; dashboards have no Region. */
export const cloudwatchDemands: DemandsOf = (call) => {
  const { operation, input } = call;
  const action = `cloudwatch:${operation}`;
  if (operation.includes('Dashboard')) {
    const names = [textAt(input, 'DashboardName'), ...listAt(input, 'DashboardNames').map(String)];
    const arn = arnIn({ ...call, region: '' }, 'cloudwatch', '');
    return names
      .filter((name) => name !== '')
      .map((name) => demand(action, { dashboard: `${arn}dashboard/${name}` }));
  }
  if (operation === 'PutMetricAlarm' || operation === 'PutCompositeAlarm') {
    const alarm = { alarm: arnIn(call, 'cloudwatch', `alarm:${textAt(input, 'AlarmName')}`) };
    return withTags(call, demand(action, alarm), operation);
  }
  if (operation.endsWith('Resource')) {
    return [demand(action, { alarm: textAt(input, 'ResourceARN') }, requestTags(tagsIn(input)))];
  }
  if (!operation.endsWith('Alarms')) return [demand(action)];
  const names = listAt(input, 'AlarmNames').map(String);
  return (names.length === 0 ? ['*'] : names).map((name) =>
    demand(action, { alarm: arnIn(call, 'cloudwatch', `alarm:${name}`) }),
  );
};

/** Who makes something with tags needs the service's right to tag as well. */
function withTags(call: Call, own: Demand, making: string): readonly Demand[] {
  const tags = requestTags(tagsIn(call.input));
  const [service = ''] = own.action.split(':');
  const tagged = { ...own, context: { ...own.context, ...tags } };
  if (call.operation !== making || Object.keys(tags).length === 0) return [tagged];
  const tagAction = service === 'sqs' ? 'TagQueue' : 'TagResource';
  return [tagged, demand(`${service}:${tagAction}`, own.resources, tags)];
}
