import { tagsIn, textAt, type Call } from '../../call';
import { demand, requestTags } from '../demand';
import { arnIn, type DemandsOf } from './service';

/** Those that take no group. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
const OF_THE_ACCOUNT = new Set([
  'DescribeLogGroups',
  'DeleteQueryDefinition',
  'DescribeQueryDefinitions',
  'DescribeResourcePolicies',
  'PutQueryDefinition',
  'PutResourcePolicy',
]);
const TAGGING = new Set(['TagResource', 'UntagResource', 'ListTagsForResource']);

/**
 * An operation on a group is judged by the group's ARN and a log stream, which is what CloudWatch Logs writes in its
 * refusals (`log-group:/aws/lambda/x:log-stream:`); tags are, by the group's ARN as it is.
 */
export const logsDemands: DemandsOf = (call) => {
  const { operation, input } = call;
  if (OF_THE_ACCOUNT.has(operation)) return [demand(`logs:${operation}`)];
  const group = groupArn(call);
  const tags = tagsIn(input);
  if (TAGGING.has(operation))
    return [demand(`logs:${operation}`, { 'log-group': group }, requestTags(tags))];
  const own = demand(
    `logs:${operation}`,
    { 'log-group': `${group}:log-stream:` },
    requestTags(tags),
  );
  return operation === 'CreateLogGroup' && Object.keys(tags).length > 0
    ? [own, demand('logs:TagResource', { 'log-group': group }, requestTags(tags))]
    : [own];
};

function groupArn(call: Call): string {
  const { input } = call;
  const name =
    textAt(input, 'logGroupName') ||
    textAt(input, 'logGroupIdentifier') ||
    textAt(input, 'resourceArn');
  return name.startsWith('arn:')
    ? name.replace(/:\*$/, '')
    : arnIn(call, 'logs', `log-group:${name}`);
}
