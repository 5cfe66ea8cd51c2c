import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { currentAccount } from '../account';
import { RestApi } from '../rest-api';
import type { RestApiDefinition } from '../rest-api-definition';
import { keepState, type StateLocation } from '../state-backend';
import { requireVersions } from '../versions';

export interface ApiStackProps {
  readonly projectName: string;
  readonly region: string;
  readonly state: StateLocation;
  readonly tags: Readonly<Record<string, string>>;
  readonly definition: RestApiDefinition;
  /** Whether API Gateway's own address answers. */
  readonly defaultEndpoint: 'on' | 'off';
}

/** What the stages share: the REST API itself. What a caller reaches is a stage's snapshot of it. */
export class ApiStack extends TerraformStack {
  readonly stackName: string;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id);
    this.stackName = id;
    keepState(this, id, props.state);
    requireVersions(this);
    new AwsProvider(this, 'aws', {
      region: props.region,
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
  }

  #output(name: string, value: string): void {
    new TerraformOutput(this, name, { value }).overrideLogicalId(name);
  }
}
