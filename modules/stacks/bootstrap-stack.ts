import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { DeployRole } from '../bootstrap/deploy-role';
import type { EdgeSettings } from '../bootstrap/edge-policy';
import { GatewayLogging } from '../bootstrap/gateway-logging';
import { PrivateBucket } from '../bootstrap/private-bucket';
import { requireVersions } from '../versions';

export interface BootstrapStackProps {
  readonly projectName: string;
  readonly region: string;
  readonly accountId: string;
  /** A deploy role each, by the stage's name; a domain name or a web ACL gives it the rights that go with them. */
  readonly stages: Readonly<Record<string, EdgeSettings>>;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs of who may take the deploy roles. */
  readonly trusted: readonly string[];
  /** Whether API Gateway gets its role for logs, which the whole account shares. */
  readonly gatewayLogging: boolean;
  /** The file of the state, seen from the stack's folder: this stack makes the bucket that holds the others'. */
  readonly stateFile: string;
}

/** Days for which a state that was overwritten can be had back. */
const KEEP_STATE_DAYS = 365;
const KEEP_ARTIFACT_DAYS = 90;

/** What an administrator makes once per account: where states and large zips lie, and who may deploy which stage. */
export class BootstrapStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: BootstrapStackProps) {
    super(scope, id);
    new LocalBackend(this, { path: props.stateFile });
    requireVersions(this);
    new AwsProvider(this, 'aws', {
      region: props.region,
      allowedAccountIds: [props.accountId],
      defaultTags: [{ tags: { ...props.tags } }],
    });
    const { projectName, region, accountId } = props;
    // Bucket names are the world's: the account's number makes ours our own.
    const suffix = `${accountId}-${region}`;
    const state = new PrivateBucket(this, 'state', {
      name: `${projectName}-state-${suffix}`,
      keepOldVersionsDays: KEEP_STATE_DAYS,
    });
    const artifacts = new PrivateBucket(this, 'artifacts', {
      name: `${projectName}-artifacts-${suffix}`,
      keepOldVersionsDays: KEEP_ARTIFACT_DAYS,
    });
    this.#output('state_bucket', state.name);
    this.#output('artifact_bucket', artifacts.name);
    const stages = Object.entries(props.stages);
    for (const [stageName, { domain, webAclArn }] of stages) {
      const role = new DeployRole(this, `deploy-${stageName}`, {
        projectName,
        stageName,
        otherStages: stages.map(([name]) => name).filter((other) => other !== stageName),
        account: { region, accountId },
        stateBucketArn: state.arn,
        artifactBucketArn: artifacts.arn,
        mayDestroy: stageName !== 'prod',
        domain,
        webAclArn,
        trusted: props.trusted,
      });
      this.#output(`${stageName}_deploy_role_arn`, role.arn);
      this.#output(`${stageName}_boundary_arn`, role.boundaryArn);
    }
    if (props.gatewayLogging) new GatewayLogging(this, 'gateway-logging', projectName);
  }

  #output(name: string, value: string): void {
    new TerraformOutput(this, name, { value }).overrideLogicalId(name);
  }
}
