import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import type { Account } from '../account';
import { regionalName } from './stage-scope';

/** What API Gateway's documentation asks for; the groups are those of every API, so no name can be given. */
const LOG_ACTIONS = [
  ...['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogGroups'],
  ...['logs:DescribeLogStreams', 'logs:PutLogEvents', 'logs:GetLogEvents', 'logs:FilterLogEvents'],
];

export interface GatewayLoggingProps {
  readonly projectName: string;
  readonly account: Account;
}

/** The name of the role by which API Gateway writes logs. */
export function gatewayLoggingRole(projectName: string, account: Pick<Account, 'region'>): string {
  return regionalName(`${projectName}-api-gateway-logs`, account);
}

/**
 * The role by which API Gateway writes logs: one for all APIs of the account in the region, so it is opt-in.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class GatewayLogging extends Construct {
  constructor(scope: Construct, id: string, props: GatewayLoggingProps) {
    super(scope, id);
    const { projectName, account } = props;
    const role = new IamRole(this, 'role', {
      name: gatewayLoggingRole(projectName, account),
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'apigateway.amazonaws.com' },
            // If it exists: no page says that API Gateway tells for which account it asks when the role is set.
            Condition: { StringEqualsIfExists: { 'aws:SourceAccount': account.accountId } },
          },
        ],
      }),
    });
    const policy = new IamRolePolicy(this, 'policy', {
      role: role.name,
      name: 'logs',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: LOG_ACTIONS, Resource: '*' }],
      }),
    });
    new ApiGatewayAccount(this, 'account', {
      cloudwatchRoleArn: role.arn,
      dependsOn: [policy],
    });
  }
}
