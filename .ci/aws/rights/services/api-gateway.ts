import { listAt, objectAt, tagsIn, textAt, type Call, type Members } from '../../call';
import type { Emulator } from '../../emulator';
import { ACCOUNT_ID, demand, requestTags, type Context, type Demand } from '../demand';
import type { DemandsOf } from './service';

/**
 * Of API Gateway the action is the HTTP verb and the resource the path, whatever the operation; what makes it act in the
 * caller's name for another service is demanded beside it.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 */
export const apiGatewayDemands: DemandsOf = async (call, emulator) => {
  const { operation, region, method, path, input } = call;
  const tags = requestTags(tagsIn(input));
  const own = demand(
    `apigateway:${method}`,
    { path: gatewayArn(region, path) },
    {
      ...tags,
      ...('stageName' in input &&
        operation === 'CreateDeployment' && {
          'apigateway:Request/StageName': textAt(input, 'stageName'),
        }),
    },
  );
  return [
    own,
    ...(method === 'POST' && Object.keys(tags).length > 0 ? [newTags(call, tags)] : []),
    ...passedRole(operation, input),
    ...(operation === 'CreateDomainName' ? await serviceLinkedRole(emulator) : []),
  ];
};

/** What is made with tags is tagged under an ARN whose id is not known yet: a star stands for it. */
function newTags({ region, path }: Call, tags: Context): Demand {
  const made = encodeURIComponent(gatewayArn(region, `${path}/`));
  return demand('apigateway:PUT', { Tags: gatewayArn(region, `/tags/${made}*`) }, tags);
}

/** The account's first domain name makes API Gateway's service-linked role, by the caller's right. */
async function serviceLinkedRole(emulator: Emulator): Promise<readonly Demand[]> {
  const RoleName = 'AWSServiceRoleForAPIGateway';
  const service = 'ops.apigateway.amazonaws.com';
  if (
    (await emulator.query('iam', { Action: 'GetRole', Version: '2010-05-08', RoleName })) !==
    undefined
  )
    return [];
  return [
    demand(
      'iam:CreateServiceLinkedRole',
      { role: `arn:aws:iam::${ACCOUNT_ID}:role/aws-service-role/${service}/${RoleName}` },
      { 'iam:AWSServiceName': service },
    ),
  ];
}

function gatewayArn(region: string, path: string): string {
  return `arn:aws:apigateway:${region}::${path}`;
}

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
