/** What is taken for granted of the account and the Region. Every call only reads. */
import { GetAccountCommand, type APIGatewayClient } from '@aws-sdk/client-api-gateway';
import {
  TestMetricFilterCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { differs, holds, unknown, type Assumption } from './assumption';

export interface AccountClients {
  readonly gateway: APIGatewayClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
}

/** Requests a second and burst that the stages' own limits stay below. */
const REQUESTS_PER_SECOND = 1000;
/** Lambda keeps so many environments unreserved. */
const UNRESERVED = 100;

export const ACCOUNT_ASSUMPTIONS: readonly Assumption<AccountClients>[] = [
  {
    id: 'cloudwatch-role',
    assumed: 'API Gateway has a role for CloudWatch Logs in this account and Region',
    call: 'apigateway:GetAccount',
    otherwise:
      'run npm run bootstrap -- --gateway-logging once; without it a stage with logs is refused',
    check: async ({ gateway }) => {
      const { cloudwatchRoleArn = '' } = await gateway.send(new GetAccountCommand({}));
      return cloudwatchRoleArn === ''
        ? differs('the account has none, as every new account')
        : holds(cloudwatchRoleArn);
    },
  },
  {
    id: 'account-throttle',
    assumed: `the account takes ${REQUESTS_PER_SECOND} requests a second and more, of all APIs together`,
    call: 'apigateway:GetAccount',
    otherwise:
      'lower throttle in config.ts below what the account takes, or ask AWS for more: a smaller Region has less',
    check: async ({ gateway }) => {
      const { throttleSettings } = await gateway.send(new GetAccountCommand({}));
      const { rateLimit, burstLimit } = throttleSettings ?? {};
      if (rateLimit === undefined) return unknown('the answer names no limit');
      const detail = `${rateLimit} a second, burst ${burstLimit ?? 'unknown'}`;
      return rateLimit >= REQUESTS_PER_SECOND ? holds(detail) : differs(detail);
    },
  },
  {
    id: 'account-concurrency',
    assumed: `Lambda leaves more than ${UNRESERVED} execution environments to this account`,
    call: 'lambda:GetAccountSettings',
    otherwise:
      'ask AWS for more before production: a new account may have ten, and reservedConcurrency cannot be set',
    check: async ({ lambda }) => {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      const all = AccountLimit?.ConcurrentExecutions;
      if (all === undefined) return unknown('the answer names no limit');
      return all > UNRESERVED ? holds(`${all}`) : differs(`${all}`);
    },
  },
  {
    id: 'authorizer-filter',
    assumed: "a metric filter finds the authorizer's own failures in Lambda's JSON lines",
    call: 'logs:TestMetricFilter',
    otherwise: 'correct the pattern in modules/monitoring/authorizer-metrics.ts',
    check: async ({ logs }) => {
      const line = (event: string): string =>
        JSON.stringify({ level: 'ERROR', message: { event, reason: 'x' } });
      const { matches = [] } = await logs.send(
        new TestMetricFilterCommand({
          filterPattern: '{ $.message.event = "authorizer-failed" }',
          logEventMessages: [line('authorizer-failed'), line('token-refused')],
        }),
      );
      const found = matches.map(({ eventNumber }) => eventNumber).join();
      return found === '1' ? holds('one of two lines') : differs(`lines ${found || 'none'}`);
    },
  },
];
