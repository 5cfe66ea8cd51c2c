import { isMembers, listAt, textAt } from '../call';
import type { Refuse } from './refuse';

/** A filter, a retention or a key on a group that is not there; moto takes filters for any name. */
export const needsLogGroup: Refuse = async ({ input }, { emulator }) => {
  const name = textAt(input, 'logGroupName');
  const found = await emulator.json('logs', 'Logs_20140328.DescribeLogGroups', {
    logGroupNamePrefix: name,
  });
  const isThere = listAt(found ?? {}, 'logGroups')
    .filter(isMembers)
    .some((group) => group['logGroupName'] === name);
  if (isThere) return undefined;
  return {
    status: 400,
    code: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  };
};
