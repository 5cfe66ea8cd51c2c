import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  type TerraformRemoteState,
} from 'cdktf';
import type { Construct } from 'constructs';
import { currentAccount } from '../account';
import { SNAPSHOT_TYPES, snapshotOf, type ApiSnapshot } from '../redeployment';
import { RestApi } from '../rest-api';
import type { RestApiDefinition } from '../rest-api-definition';
import { keepState, type StateLocation } from '../state-backend';
import { requireVersions } from '../versions';

export interface ApiStackProps {
  readonly projectName: string;
  readonly region: string;
  /** The only account that Terraform may work on. @default - whichever the credentials are of */
  readonly accountId?: string | undefined;
  readonly state: StateLocation;
  readonly tags: Readonly<Record<string, string>>;
  readonly definition: RestApiDefinition;
  /** Whether API Gateway's own address answers. */
  readonly defaultEndpoint: 'on' | 'off';
}

/** What the stages share: the REST API itself. What a caller reaches is a stage's snapshot of it. */
export class ApiStack extends TerraformStack {
  readonly stackName: string;
  /** What a stage deploys of it. */
  readonly snapshot: ApiSnapshot;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id);
    this.stackName = id;
    keepState(this, id, props.state);
    requireVersions(this);
    new AwsProvider(this, 'aws', {
      region: props.region,
      ...(props.accountId === undefined ? {} : { allowedAccountIds: [props.accountId] }),
      defaultTags: [{ tags: { ...props.tags } }],
    });
    const api = new RestApi(this, 'api', {
      account: currentAccount(this, props.region),
      name: props.projectName,
      definition: props.definition,
      defaultEndpoint: props.defaultEndpoint,
    });
    this.#output('rest_api_id', api.id);
    this.#output('execution_arn', api.executionArn);
    if (api.authorizerId !== undefined) this.#output('authorizer_id', api.authorizerId);
    this.snapshot = snapshotOf(this);
    this.#outputHash('redeploymentHash');
    this.#outputHash('documentationHash');
  }

  /** Waits for all that the hash is over: an apply that fails half way must not say that the API is what it was to be. */
  #outputHash(name: keyof ApiSnapshot): void {
    const resources = this.node
      .findAll()
      .filter((one) => TerraformResource.isTerraformResource(one));
    const addresses = resources
      .filter(({ terraformResourceType }) => SNAPSHOT_TYPES[name].has(terraformResourceType))
      .map(
        ({ terraformResourceType, friendlyUniqueId }) =>
          `${terraformResourceType}.${friendlyUniqueId}`,
      );
    const output = this.#output(OUTPUTS[name], this.snapshot[name]);
    // The argument dependsOn of cdktf writes templates, where Terraform takes addresses alone.
    output.addOverride('depends_on', addresses);
  }

  #output(name: string, value: string): TerraformOutput {
    const output = new TerraformOutput(this, name, { value });
    output.overrideLogicalId(name);
    return output;
  }
}

/** The outputs in which the stack says which API it has deployed. */
const OUTPUTS = {
  redeploymentHash: 'redeployment_hash',
  documentationHash: 'documentation_hash',
} as const satisfies Record<keyof ApiSnapshot, string>;

/** What an API says that was deployed before it said anything: no stage was synthesized for it. */
export const NO_SNAPSHOT = Object.fromEntries(Object.values(OUTPUTS).map((name) => [name, '']));

/** References to what the deployed API says of itself, for the stacks of its stages. */
export function deployedSnapshot(api: TerraformRemoteState): ApiSnapshot {
  return {
    redeploymentHash: api.getString(OUTPUTS.redeploymentHash),
    documentationHash: api.getString(OUTPUTS.documentationHash),
  };
}
