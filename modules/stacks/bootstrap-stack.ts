import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { RoleSettings } from '../bootstrap/deploy-policy';
import { DeployRole } from '../bootstrap/deploy-role';
import { GatewayLogging } from '../bootstrap/gateway-logging';
import { PlanRole } from '../bootstrap/plan-role';
import { PrivateBucket } from '../bootstrap/private-bucket';
import { requireVersions } from '../versions';

/** Whom a role trusts, by the name of its stage; `plan` is the role that only reads. */
export type Trust = Readonly<Record<string, readonly string[]>>;

/** The name of the role that only reads, where roles are told by their stage. */
export const PLAN = 'plan';

export interface BootstrapStackProps {
  readonly projectName: string;
  readonly region: string;
  readonly accountId: string;
  /** A deploy role each, by the stage's name; a domain name, a web ACL or a key of its own gives it the rights that go with them. */
  readonly stages: Readonly<Record<string, RoleSettings>>;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs of who may take each role; one that is not named trusts the account, whose policies decide. */
  readonly trust: Trust;
  /** Whether API Gateway gets its role for logs, which the whole account shares. */
  readonly gatewayLogging: boolean;
  /** The file of the state, seen from the stack's folder: this stack makes the bucket that holds the others'. */
  readonly stateFile: string;
  /** Kept in the outputs as JSON, for the next run to read. @default - nothing */
  readonly remember?: Readonly<Record<string, unknown>>;
  /** ARN of the account itself: `arn:aws:iam::123456789012:root`. */
  readonly accountArn: string;
}

/** Days for which a state that was overwritten can be had back. */
const KEEP_STATE_DAYS = 365;
const KEEP_ARTIFACT_DAYS = 90;

/** What an administrator makes once per account: where states and large zips lie, and who may deploy which stage. */
export class BootstrapStack extends TerraformStack {
  readonly #props: BootstrapStackProps;

  constructor(scope: Construct, id: string, props: BootstrapStackProps) {
    super(scope, id);
    this.#props = props;
    new LocalBackend(this, { path: props.stateFile });
    requireVersions(this);
    new AwsProvider(this, 'aws', {
      region: props.region,
      allowedAccountIds: [props.accountId],
      defaultTags: [{ tags: { ...props.tags } }],
    });
    const state = this.#bucket('state', KEEP_STATE_DAYS);
    const artifacts = this.#bucket('artifact', KEEP_ARTIFACT_DAYS);
    this.#roles({ stateBucketArn: state.arn, artifactBucketArn: artifacts.arn });
    if (props.gatewayLogging) {
      const { projectName, region, accountId } = props;
      new GatewayLogging(this, 'gateway-logging', { projectName, account: { region, accountId } });
    }
    for (const [name, value] of Object.entries(props.remember ?? {})) {
      this.#output(name, JSON.stringify(value));
    }
  }

  #bucket(kind: 'state' | 'artifact', keepOldVersionsDays: number): PrivateBucket {
    const { projectName, region, accountId } = this.#props;
    const id = kind === 'state' ? 'state' : 'artifacts';
    const bucket = new PrivateBucket(this, id, {
      // Bucket names are the world's: the account's number makes ours our own.
      name: `${projectName}-${id}-${accountId}-${region}`,
      region,
      keepOldVersionsDays,
    });
    this.#output(`${kind}_bucket`, bucket.name);
    return bucket;
  }

  #roles(buckets: { readonly stateBucketArn: string; readonly artifactBucketArn: string }): void {
    const { projectName, region, accountId, stages } = this.#props;
    const common = { projectName, account: { region, accountId }, ...buckets };
    const names = Object.keys(stages);
    for (const [stageName, { domain, webAclArn, kmsKey }] of Object.entries(stages)) {
      const role = new DeployRole(this, `deploy-${stageName}`, {
        ...common,
        stageName,
        otherStages: names.filter((other) => other !== stageName),
        mayDestroy: stageName !== 'prod',
        ...{ domain, webAclArn, kmsKey },
        trusted: this.#trusted(stageName),
      });
      this.#output(`${stageName}_deploy_role_arn`, role.arn);
      this.#output(`${stageName}_boundary_arn`, role.boundaryArn);
    }
    const plan = new PlanRole(this, PLAN, { ...common, stages, trusted: this.#trusted(PLAN) });
    this.#output('plan_role_arn', plan.arn);
  }

  #trusted(role: string): readonly string[] {
    return this.#props.trust[role] ?? [this.#props.accountArn];
  }

  #output(name: string, value: string): void {
    new TerraformOutput(this, name, { value }).overrideLogicalId(name);
  }
}
