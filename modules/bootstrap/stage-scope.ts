/** What a stage's roles are about: its names, its tags, and where they lie. */
import type { Account } from '../account';
import { partitionOf } from '../partition';
import type { Conditions } from './policy-statement';

export interface StageScope {
  readonly projectName: string;
  readonly stageName: string;
  /** Stages whose things the role must not touch. */
  readonly otherStages: readonly string[];
  readonly account: Account;
}

/** The tags by which rights are judged; whoever has the right must not write them. */
export const JUDGED_TAGS: readonly string[] = ['project', 'stage'];

/** Starts the name of everything that a stage has: `gatehouse-dev`. */
export function stagePrefix({ projectName, stageName }: StageScope): string {
  return `${projectName}-${stageName}`;
}

/** @param rest `table/gatehouse-dev-items`, or whatever a service's ARN ends with. */
export function regionalArn(account: Account, service: string, rest: string): string {
  const { region, accountId } = account;
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${rest}`;
}

/** @param rest `role/gatehouse-dev-items` */
export function iamArn({ region, accountId }: Account, rest: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:${rest}`;
}

/**
 * A resource of API Gateway's management, by its path.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 *
 * @param path `/restapis/*`
 */
export function gatewayArn({ region }: Pick<Account, 'region'>, path: string): string {
  return `arn:${partitionOf(region)}:apigateway:${region}::${path}`;
}

/**
 * An IAM name of this Region: IAM's names are the account's, and two Regions of one account must not share a role.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function regionalName(name: string, { region }: Pick<Account, 'region'>): string {
  return `${name}-${region}`;
}

/** The name of the most that a function of a stage can be given. */
export function boundaryName(scope: StageScope): string {
  return regionalName(`${stagePrefix(scope)}-boundary`, scope.account);
}

export function boundaryArn(scope: StageScope): string {
  return iamArn(scope.account, `policy/${boundaryName(scope)}`);
}

/** A thing that is there, and bears the tags of this project's stage. */
export function isOwn({ projectName, stageName }: StageScope): Conditions {
  return {
    StringEquals: { 'aws:ResourceTag/project': projectName, 'aws:ResourceTag/stage': stageName },
  };
}

/** A thing that is made, and gets the tags of this project's stage. */
export function becomesOwn({ projectName, stageName }: StageScope): Conditions {
  return {
    StringEquals: { 'aws:RequestTag/project': projectName, 'aws:RequestTag/stage': stageName },
  };
}

/** A thing of the stage's own gets tags, and stays the stage's own. */
export function staysOwn(scope: StageScope): Conditions {
  return {
    ...isOwn(scope),
    StringEqualsIfExists: becomesOwn(scope)['StringEquals'] ?? {},
  };
}

/** A thing of the stage's own loses tags, but none by which it is judged. */
export function losesNoJudgedTag(scope: StageScope): Conditions {
  return {
    ...isOwn(scope),
    'ForAllValues:StringNotEquals': { 'aws:TagKeys': JUDGED_TAGS },
    Null: { 'aws:TagKeys': 'false' },
  };
}
