import { join } from 'node:path';
import { App } from 'cdktf';
import { checkProps } from './app-checks';
import { readDefinition } from './definition-checks';
import type { PackageLocation } from './deployment-package';
import { checkQuotas, type RaisedQuotas } from './quotas';
import type { RestApiDefinition } from './rest-api-definition';
import { ApiStack } from './stacks/api-stack';
import { StageStack } from './stacks/stage-stack';
import type { StageSettings } from './stage-settings';
import type { StateLocation } from './state-backend';

export interface GatehouseAppProps {
  readonly projectName: string;
  readonly region: string;
  /** The only account that Terraform may work on. @default - whichever the credentials are of */
  readonly accountId?: string;
  readonly state: StateLocation;
  /** On every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly definition: RestApiDefinition;
  /** By stage name. */
  readonly stages: Readonly<Record<string, StageSettings>>;
  /**
   * `off`: API Gateway's own address answers nobody, and each stage needs a domain name.
   * @default 'on'
   */
  readonly defaultEndpoint?: 'on' | 'off';
  /** Folder of the built functions. */
  readonly zips: string;
  /** Bucket of the zips that are too large for Lambda to take directly. @default - none: such a zip is an error */
  readonly artifactBucket?: string;
  /** Bytes of the largest zip that goes to Lambda directly. @default 52428800, Lambda's own limit */
  readonly maxDirectZipBytes?: number;
  /** Quotas that AWS has raised for the account: `{ 'resources-per-api': 500 }`. @default - none */
  readonly quotas?: RaisedQuotas;
  /** Where the Terraform JSON goes. */
  readonly outdir: string;
}

/**
 * The whole as Terraform stacks: `<project>-api`, and `<project>-<stage>` for each stage. Call `synth()` to write them.
 *
 * @throws Error with a line for everything that is wrong with the definition or the settings, or is more than AWS takes.
 */
export function createApp(props: GatehouseAppProps): App {
  const { projectName, outdir } = props;
  const definition = readDefinition(props.definition);
  checkProps(props);
  const app = new App({ outdir });
  const common = {
    projectName,
    region: props.region,
    accountId: props.accountId,
    state: props.state,
    tags: props.tags,
    definition,
  };
  const apiStack = new ApiStack(app, `${projectName}-api`, {
    ...common,
    defaultEndpoint: props.defaultEndpoint ?? 'on',
  });
  for (const [stageName, settings] of Object.entries(props.stages)) {
    const id = `${projectName}-${stageName}`;
    const stageStack = new StageStack(app, id, {
      ...common,
      stageName,
      settings,
      apiStack,
      packages: packagesOf(id, props),
    });
    // Remote state is text to every tool: this is what cdktf deploys and destroys by.
    stageStack.addDependency(apiStack);
  }
  checkQuotas(app, props.quotas);
  return app;
}

/** Each stage has a prefix of its own in the bucket: that is all its deploy role may write. */
function packagesOf(stackName: string, props: GatehouseAppProps): PackageLocation {
  const { zips, outdir, artifactBucket, maxDirectZipBytes } = props;
  return {
    zips,
    stackFolder: join(outdir, 'stacks', stackName),
    artifacts:
      artifactBucket === undefined ? undefined : { bucket: artifactBucket, prefix: stackName },
    maxDirectZipBytes,
  };
}
