import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type { Construct } from 'constructs';
import { partitionOf } from './partition';

/** Where a stack lives. */
export interface Account {
  readonly region: string;
  /** Known to Terraform alone: asked of STS, the one call to AWS that a plan of new things makes. */
  readonly accountId: string;
}

export function currentAccount(scope: Construct, region: string): Account {
  return { region, accountId: new DataAwsCallerIdentity(scope, 'account').accountId };
}

/**
 * The URI by which API Gateway invokes the function that a stage variable names.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 */
export function invocationUri({ region, accountId }: Account, stageVariable: string): string {
  const aws = `arn:${partitionOf(region)}`;
  // In Terraform's JSON the dollar is doubled, else Terraform would look for a resource called stageVariables.
  const functionArn = `${aws}:lambda:${region}:${accountId}:function:$\${stageVariables.${stageVariable}}`;
  return `${aws}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
