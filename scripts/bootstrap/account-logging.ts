import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';

/**
 * The role by which API Gateway writes the logs of this account and Region, if it has one; a stage with logs cannot be made
 * without.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 *
 * @returns Its ARN.
 */
export async function gatewayLogRole(region: string): Promise<string | undefined> {
  const client = new APIGatewayClient({ region });
  try {
    const { cloudwatchRoleArn } = await client.send(new GetAccountCommand({}));
    return cloudwatchRoleArn === '' ? undefined : cloudwatchRoleArn;
  } finally {
    client.destroy();
  }
}

export interface LoggingFacts {
  /** The account's now. */
  readonly roleArn: string | undefined;
  /** The name of the one that this project makes. */
  readonly ownName: string;
  /** Whether it is to be made, or kept. */
  readonly isWanted: boolean;
}

/** What an administrator is told before anything is planned. */
export function describeLogging({ roleArn, ownName, isWanted }: LoggingFacts): string {
  const isOurs = roleArn?.endsWith(`/${ownName}`) === true;
  if (roleArn === undefined) {
    return isWanted
      ? 'API Gateway has no role for logs in this account and Region: it gets one'
      : 'API Gateway has no role for logs in this account and Region: no stage can be deployed; say --gateway-logging';
  }
  if (isOurs) return `API Gateway writes logs by ${roleArn}, which is ours`;
  return isWanted
    ? `API Gateway writes the logs of every API of this account and Region by ${roleArn}: --gateway-logging puts ${ownName} in its place`
    : `API Gateway writes logs by ${roleArn}: --gateway-logging is not needed`;
}
