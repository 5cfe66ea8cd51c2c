import { listAt, objectAt, tagsIn, textAt, type Members } from '../../call';
import { ACCOUNT_ID, demand, requestTags, type Demand } from '../demand';
import type { DemandsOf } from './service';

/**
 * Of API Gateway the action is the HTTP verb and the resource the path, whatever the operation; what makes it act in the
 * caller's name for another service is demanded beside it.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 */
export const apiGatewayDemands: DemandsOf = async (call, emulator) => {
  const { operation, region, method, path, input } = call;
  const own = demand(
    `apigateway:${method}`,
    { path: `arn:aws:apigateway:${region}::${path}` },
    {
      ...requestTags(tagsIn(input)),
      ...(operation === 'CreateDeployment' &&
        textAt(input, 'stageName') !== '' && {
          'apigateway:Request/StageName': textAt(input, 'stageName'),
        }),
    },
  );
  if (operation !== 'CreateDomainName') return [own, ...passedRole(operation, input)];
  const role = `role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway`;
  const isThere = await emulator.query('iam', {
    Action: 'GetRole',
    Version: '2010-05-08',
    RoleName: 'AWSServiceRoleForAPIGateway',
  });
  if (isThere !== undefined) return [own];
  // The account's first domain name makes API Gateway's service-linked role, by the caller's right.
  return [
    own,
    demand(
      'iam:CreateServiceLinkedRole',
      { role: `arn:aws:iam::${ACCOUNT_ID}:${role}` },
      { 'iam:AWSServiceName': 'ops.apigateway.amazonaws.com' },
    ),
  ];
};

/** A role that API Gateway is to take: an integration's, an authorizer's, the account's for logs. */
function passedRole(operation: string, input: Members): readonly Demand[] {
  const fields: Readonly<Record<string, string>> = {
    PutIntegration: textAt(input, 'credentials'),
    CreateAuthorizer: textAt(input, 'authorizerCredentials'),
    UpdateAccount: patched(input, '/cloudwatchRoleArn'),
  };
  const role = fields[operation] ?? '';
  if (!role.startsWith('arn:')) return [];
  return [demand('iam:PassRole', { role }, { 'iam:PassedToService': 'apigateway.amazonaws.com' })];
}

/** The new value at a path of a PATCH. */
function patched(input: Members, path: string): string {
  const operations = listAt(input, 'patchOperations').map((item) => objectAt({ item }, 'item'));
  return textAt(operations.find((item) => item['path'] === path) ?? {}, 'value');
}
