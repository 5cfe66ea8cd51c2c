/** What a stage runs now, and how to point it elsewhere: API Gateway's and Lambda's own answers, not Terraform's memory. */
import {
  APIGatewayClient,
  DeleteDeploymentCommand,
  GetStageCommand,
  paginateGetDeployments,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  GetAliasCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { LIVE_ALIAS } from '../../modules';
import type { Release } from './release-store';

/** What of a release can be asked of AWS. */
export type Live = Pick<Release, 'deploymentId' | 'versions'>;

export interface LiveStageProps {
  readonly region: string;
  readonly restApiId: string;
  readonly stageName: string;
  /** Their full names: `gatehouse-dev-items`. */
  readonly functionNames: readonly string[];
}

/** A stage on AWS. */
export class LiveStage {
  readonly #props: LiveStageProps;
  readonly #gateway: APIGatewayClient;
  readonly #lambda: LambdaClient;

  constructor(props: LiveStageProps) {
    this.#props = props;
    this.#gateway = new APIGatewayClient({ region: props.region });
    this.#lambda = new LambdaClient({ region: props.region });
  }

  /** The deployment the stage points to, and the version that each alias `live` points to. */
  async read(): Promise<Live> {
    const { restApiId, stageName, functionNames } = this.#props;
    const stage = await this.#gateway.send(new GetStageCommand({ restApiId, stageName }));
    const versions = await Promise.all(
      functionNames.map(async (name) => {
        const alias = { FunctionName: name, Name: LIVE_ALIAS };
        const { FunctionVersion } = await this.#lambda.send(new GetAliasCommand(alias));
        return [name, FunctionVersion ?? ''] as const;
      }),
    );
    return { deploymentId: stage.deploymentId ?? '', versions: Object.fromEntries(versions) };
  }

  /** Points the stage to a deployment. */
  async useDeployment(deploymentId: string): Promise<void> {
    const { restApiId, stageName } = this.#props;
    const patchOperations = [
      { op: 'replace' as const, path: '/deploymentId', value: deploymentId },
    ];
    await this.#gateway.send(new UpdateStageCommand({ restApiId, stageName, patchOperations }));
  }

  /** Points a function's alias to a version. */
  async useVersion(functionName: string, version: string): Promise<void> {
    const alias = { FunctionName: functionName, Name: LIVE_ALIAS, FunctionVersion: version };
    await this.#lambda.send(new UpdateAliasCommand(alias));
  }

  /** The deployments of this stage that are there, by id. */
  async deployments(): Promise<readonly string[]> {
    const { restApiId, stageName } = this.#props;
    const ids: string[] = [];
    for await (const page of paginateGetDeployments({ client: this.#gateway }, { restApiId })) {
      for (const { id, description } of page.items ?? []) {
        if (id !== undefined && description?.startsWith(`${stageName} `) === true) ids.push(id);
      }
    }
    return ids;
  }

  async deleteDeployment(deploymentId: string): Promise<void> {
    const { restApiId } = this.#props;
    await this.#gateway.send(new DeleteDeploymentCommand({ restApiId, deploymentId }));
  }

  /** The published versions of a function. */
  async versions(functionName: string): Promise<readonly string[]> {
    const versions: string[] = [];
    const query = { FunctionName: functionName };
    for await (const page of paginateListVersionsByFunction({ client: this.#lambda }, query)) {
      for (const { Version } of page.Versions ?? []) {
        if (Version !== undefined && Version !== '$LATEST') versions.push(Version);
      }
    }
    return versions;
  }
}
