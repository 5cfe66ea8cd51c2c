/** Whose things they are: this project's stages, and somebody else's in the same account. */
import { evaluatePolicies, type PolicyDecision } from '../../../../local/iam/policy';
import type { DeployPolicyProps } from '../../../../modules/bootstrap/deploy-policy';
import type { PolicyDocument } from '../../../../modules/bootstrap/policy-statement';

export interface Owner {
  readonly project: string;
  readonly stage: string;
}

export const DEV: Owner = { project: 'gatehouse', stage: 'dev' };
export const PROD: Owner = { project: 'gatehouse', stage: 'prod' };
export const STRANGER: Owner = { project: 'another', stage: 'dev' };

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

export type Context = Readonly<Record<string, string | readonly string[]>>;
/** What is asked: action, resource, condition keys. */
export type Request = readonly [action: string, resource: string, context?: Context];

/** A request as a row of a table of tests, which has no optional members. */
export type Row =
  [action: string, resource: string] | [action: string, resource: string, context: Context];

export function arn(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
}

export function gateway(path: string): string {
  return `arn:aws:apigateway:${REGION}::${path}`;
}

/** The path `/tags/...` of a thing of API Gateway; the star of a thing that is not there yet stays a star. */
export function tagsOf(path: string): string {
  const encoded = encodeURIComponent(gateway(path));
  return gateway(`/tags/${encoded}`);
}

/** The tags of a thing that is there. */
export function tagged({ project, stage }: Owner): Context {
  return { 'aws:ResourceTag/project': project, 'aws:ResourceTag/stage': stage };
}

/** The tags that a call gives. */
export function tagging({ project, stage }: Owner): Context {
  return {
    'aws:RequestTag/project': project,
    'aws:RequestTag/stage': stage,
    'aws:TagKeys': ['project', 'stage', 'owner'],
  };
}

/** What a stage is called at the edge, which key it was brought: with every setting on. */
export function edgeOf({ project, stage }: Owner) {
  return {
    domain: { domainName: `${stage}.${project}.example.com`, hostedZoneId: `Z${project}${stage}` },
    webAclArn: arn('wafv2', `regional/webacl/${project}-${stage}/0a1b`),
    kmsKey: { arn: arn('kms', `key/brought-${project}-${stage}`) },
  };
}

/** What the deploy role of a stage of ours is made from. */
export function roleOf(owner: Owner): DeployPolicyProps {
  return {
    projectName: owner.project,
    stageName: owner.stage,
    otherStages: ['dev', 'prod'].filter((name) => name !== owner.stage),
    account: { region: REGION, accountId: ACCOUNT },
    stateBucketArn: 'arn:aws:s3:::states',
    artifactBucketArn: 'arn:aws:s3:::artifacts',
    mayDestroy: owner.stage !== 'prod',
    ...edgeOf(owner),
  };
}

export function decide(
  policies: readonly PolicyDocument[],
  [action, resource, context = {}]: Request,
): PolicyDecision {
  return evaluatePolicies(policies, { action, resource, context });
}
