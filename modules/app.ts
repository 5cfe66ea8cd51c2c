import { join } from 'node:path';
import { App } from 'cdktf';
import { checkDefinition } from './definition-checks';
import type { PackageLocation } from './deployment-package';
import type { RestApiDefinition } from './rest-api-definition';
import { tableRows } from './route-table';
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
  /** Where the Terraform JSON goes. */
  readonly outdir: string;
}

/**
 * The whole as Terraform stacks: `<project>-api`, and `<project>-<stage>` for each stage. Call `synth()` to write them.
 *
 * @throws Error in one line when the definition or a setting is wrong.
 */
export function createApp(props: GatehouseAppProps): App {
  const { projectName, definition, outdir } = props;
  checkDefinition(definition);
  const app = new App({ outdir });
  const common = {
    projectName,
    region: props.region,
    accountId: props.accountId,
    state: props.state,
    tags: props.tags,
    definition: withScopes(definition),
  };
  checkDefaultEndpoint(props);
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

/** One API has one such switch: a stage without a domain name would be out of reach. */
function checkDefaultEndpoint({ defaultEndpoint, stages }: GatehouseAppProps): void {
  if (defaultEndpoint !== 'off') return;
  const unreachable = Object.entries(stages)
    .filter(([, { domain }]) => domain === undefined)
    .map(([name]) => name);
  if (unreachable.length === 0) return;
  throw new Error(
    `defaultEndpoint is off, and without a domain name nobody could reach ${unreachable.join(' and ')}: give each stage a domain (DEV_DOMAIN_NAME, PROD_DOMAIN_NAME), or leave DEFAULT_ENDPOINT on`,
  );
}

/** Tells the authorizer which scope opens which methods, so that one policy covers all that a token may use. */
function withScopes(definition: RestApiDefinition): RestApiDefinition {
  const authorizer = definition.authorizer?.function;
  if (authorizer === undefined) return definition;
  const functions = definition.functions ?? {};
  const environment = {
    ...functions[authorizer]?.environment,
    ROUTE_SCOPES: routeScopes(definition),
  };
  return {
    ...definition,
    functions: { ...functions, [authorizer]: { ...functions[authorizer], environment } },
  };
}

/** `[{"scope":"items:read","methods":["GET/items/*"]}]` */
function routeScopes(definition: RestApiDefinition): string {
  const methods = new Map<string, string[]>();
  for (const { httpMethod, path, route } of tableRows(definition)) {
    if (route.access !== 'token') continue;
    const verb = httpMethod === 'ANY' ? '*' : httpMethod;
    const method = `${verb}${path.replace(/\{[^}]+\}/g, '*')}`;
    methods.set(route.scope, [...(methods.get(route.scope) ?? []), method]);
  }
  // Sorted: rows that change places must not change the authorizer.
  return JSON.stringify(
    [...methods].sort().map(([scope, list]) => ({ scope, methods: list.sort() })),
  );
}
