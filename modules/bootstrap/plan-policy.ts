/**
 * What a plan, a drift report and `outputs` need, over all stages, and nothing that changes anything: pull requests are
 * planned with it, so it is for code that nobody has reviewed yet.
 *
 * The states and the API keys that a plan compares with hold the keys' values: who may plan may call what a key opens.
 */
import { readData } from './data-policy';
import type { RoleSettings } from './deploy-policy';
import { readEdge } from './edge-policy';
import { readFunctions } from './function-policy';
import { readsLogRole } from './gateway-policy';
import { readKeys } from './key-policy';
import {
  allow,
  deny,
  document,
  where,
  type PolicyDocument,
  type PolicyStatement,
} from './policy-statement';
import { gatewayArn, isOwn, stagePrefix, type StageScope } from './stage-scope';
import type { Buckets } from './state-policy';

export interface PlanPolicyProps extends Buckets {
  readonly projectName: string;
  readonly account: StageScope['account'];
  /** By stage name. */
  readonly stages: Readonly<Record<string, RoleSettings>>;
}

/** The policies of the read-only role by name: one that is shared, and one for each stage. */
export function planPolicies(props: PlanPolicyProps): Readonly<Record<string, PolicyDocument>> {
  const stages = Object.entries(props.stages).map(([stageName, settings]) => {
    const scope = { ...props, ...settings, stageName, otherStages: [] };
    return [stageName, document(stageReads(scope))] as const;
  });
  return { shared: document(sharedReads(props)), ...Object.fromEntries(stages) };
}

function sharedReads({
  projectName,
  account,
  stateBucketArn,
}: PlanPolicyProps): readonly PolicyStatement[] {
  const at = (path: string): string => gatewayArn(account, path);
  return [
    allow('StateList', ['s3:ListBucket', 's3:GetBucketLocation'], [stateBucketArn]),
    allow('State', ['s3:GetObject'], [`${stateBucketArn}/${projectName}/${projectName}-*`]),
    allow('WhoAmI', ['sts:GetCallerIdentity'], ['*']),
    where(allow('Api', ['apigateway:GET'], [at('/restapis/*')]), {
      StringEquals: { 'aws:ResourceTag/project': projectName },
    }),
    readsLogRole({ account }),
    deny('NoListOfKeys', ['apigateway:GET'], [at('/apikeys')]),
  ];
}

function stageReads(scope: StageScope & Buckets & RoleSettings): readonly PolicyStatement[] {
  const at = (path: string): string => gatewayArn(scope.account, path);
  const artifacts = `${scope.artifactBucketArn}/${stagePrefix(scope)}/*`;
  return [
    allow('Artifacts', ['s3:GetObject', 's3:GetObjectTagging'], [artifacts]),
    where(allow('Keys', ['apigateway:GET'], [at('/apikeys/*'), at('/usageplans/*')]), isOwn(scope)),
    ...readFunctions(scope),
    ...readData(scope),
    ...readKeys(scope),
    ...readEdge(scope),
  ];
}
