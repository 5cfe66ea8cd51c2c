import type { Call } from '../call';
import type { Emulator } from '../emulator';
import { ACCOUNT_ID, demand, type Demand } from './demand';
import { checkAgainstReference } from './reference';
import { apiGatewayDemands } from './services/api-gateway';
import {
  cloudwatchDemands,
  dynamodbDemands,
  snsDemands,
  sqsDemands,
  ssmDemands,
} from './services/data';
import { acmDemands, kmsDemands, route53Demands, wafDemands } from './services/edge';
import { iamDemands } from './services/iam';
import { lambdaDemands } from './services/lambda';
import { logsDemands } from './services/logs';
import { s3Demands } from './services/s3';
import type { DemandsOf } from './services/service';

const SERVICES: Readonly<Record<string, DemandsOf>> = {
  acm: acmDemands,
  apigateway: apiGatewayDemands,
  cloudwatch: cloudwatchDemands,
  dynamodb: dynamodbDemands,
  iam: iamDemands,
  kms: kmsDemands,
  lambda: lambdaDemands,
  logs: logsDemands,
  route53: route53Demands,
  s3: s3Demands,
  sns: snsDemands,
  sqs: sqsDemands,
  ssm: ssmDemands,
  sts: ({ operation, input }) => {
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no permission is needed.
    if (operation === 'GetCallerIdentity') return [];
    if (operation !== 'AssumeRole') return undefined;
    const arn = input['RoleArn'];
    const role = typeof arn === 'string' ? arn : `arn:aws:iam::${ACCOUNT_ID}:role/`;
    return [demand('sts:AssumeRole', { role })];
  },
  wafv2: wafDemands,
};

/**
 * All that a call demands of its caller.
 *
 * @returns `undefined` when the proxy does not know the operation.
 * @throws Error when what is written here is not what AWS's service authorization data says.
 */
export async function demandsOf(
  call: Call,
  emulator: Emulator,
): Promise<readonly Demand[] | undefined> {
  const { operation } = call;
  const service = SERVICES[call.service];
  if (operation === undefined || service === undefined) return undefined;
  const demands = await service({ ...call, operation }, emulator);
  for (const one of demands ?? []) await checkAgainstReference(one);
  return demands;
}
