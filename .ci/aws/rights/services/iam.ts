import { tagsIn, textAt, type Call } from '../../call';
import { textsOf, type Emulator } from '../../emulator';
import { ACCOUNT_ID, demand, requestTags, type Context } from '../demand';
import type { DemandsOf } from './service';

/** Operations that judge a role by the boundary that it has, or is given. */
const BOUNDED = new Set([
  'AttachRolePolicy',
  'CreateRole',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
]);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const iamDemands: DemandsOf = async (call, emulator) => {
  const { operation, input } = call;
  const tags = tagsIn(input);
  const context = { ...requestTags(tags), ...(await conditions(call, emulator)) };
  const resources = resourcesOf(call);
  const own = demand(`iam:${operation}`, resources, context);
  return operation === 'CreateRole' && Object.keys(tags).length > 0
    ? [own, demand('iam:TagRole', resources, requestTags(tags))]
    : [own];
};

function resourcesOf({ operation, input }: Call): Readonly<Record<string, string>> {
  const at = (rest: string): string => `arn:aws:iam::${ACCOUNT_ID}:${rest}`;
  const path = textAt(input, 'Path') || '/';
  const [role, user, policy] = ['RoleName', 'UserName', 'PolicyName'].map((name) =>
    textAt(input, name),
  );
  const service = textAt(input, 'AWSServiceName');
  if (service !== '') return { role: at(`role/aws-service-role/${service}/*`) };
  if (role !== undefined && role !== '') return { role: at(`role${path}${role}`) };
  if (user !== undefined && user !== '') return { user: at(`user${path}${user}`) };
  const policyArn = textAt(input, 'PolicyArn');
  if (policyArn !== '') return { policy: policyArn };
  return operation === 'CreatePolicy' ? { policy: at(`policy${path}${policy ?? ''}`) } : {};
}

async function conditions(call: Call, emulator: Emulator): Promise<Context> {
  const { operation = '', input } = call;
  const policyArn = textAt(input, 'PolicyArn');
  const service = textAt(input, 'AWSServiceName');
  const boundary = BOUNDED.has(operation) ? await boundaryOf(call, emulator) : undefined;
  return {
    ...(boundary !== undefined && { 'iam:PermissionsBoundary': boundary }),
    ...(operation.endsWith('RolePolicy') && policyArn !== '' && { 'iam:PolicyARN': policyArn }),
    ...(service !== '' && { 'iam:AWSServiceName': service }),
  };
}

async function boundaryOf({ input }: Call, emulator: Emulator): Promise<string | undefined> {
  const given = textAt(input, 'PermissionsBoundary');
  if (given !== '') return given;
  const role = await emulator.query('iam', {
    Action: 'GetRole',
    Version: '2010-05-08',
    RoleName: textAt(input, 'RoleName'),
  });
  return textsOf(role, 'PermissionsBoundaryArn')[0];
}
