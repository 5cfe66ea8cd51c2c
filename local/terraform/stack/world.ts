/** Every stack of an application, each of which may refer to the others' outputs through their state. */
import { resolve } from 'node:path';
import { computeAttribute } from '../attributes';
import { resourcePath } from '../attributes/resource-path';
import {
  ExpressionError,
  isObject,
  Lookup,
  Unknown,
  type Value,
  type ValueObject,
} from '../expression/value';
import type { Configuration } from './configuration';
import type { Resource } from './resource';
import { Stack } from './stack';

/** Terraform's, when no backend is written. */
const DEFAULT_STATE = 'terraform.tfstate';

/** The stacks, in the order of the manifest. */
export class World {
  readonly stacks: readonly Stack[];
  /** Made when first asked for: every reading of a type would else walk through all resources. */
  #byType: ReadonlyMap<string, readonly Resource[]> | undefined;

  constructor(configurations: readonly Configuration[]) {
    const attributes = { compute: this.#compute.bind(this) };
    this.stacks = configurations.map((configuration) => new Stack(configuration, attributes));
  }

  get resources(): readonly Resource[] {
    return this.stacks.flatMap((stack) => stack.resources);
  }

  /** Every resource of a type. */
  ofType(type: string): readonly Resource[] {
    this.#byType ??= groupByType(this.resources);
    return this.#byType.get(type) ?? [];
  }

  /** The stack whose state a `terraform_remote_state` reads; `undefined`: it is not among these. */
  remoteStack(dataSource: Resource): Stack | undefined {
    const wanted = stateOf(
      dataSource.folder,
      dataSource.argument('backend') ?? 'local',
      dataSource.argument('config') ?? {},
    );
    return this.stacks.find(({ configuration: { folder, backend } }) => {
      const { type, config } = backend ?? { type: 'local', config: {} };
      return wanted !== undefined && stateOf(folder, type, config) === wanted;
    });
  }

  #compute(resource: Resource, name: string): Value | undefined {
    if (resource.type === 'aws_api_gateway_resource' && name === 'path') {
      return resourcePath(resource, this.ofType(resource.type));
    }
    if (resource.type !== 'terraform_remote_state' || name !== 'outputs') {
      return computeAttribute(resource, name);
    }
    const stack = this.remoteStack(resource);
    if (stack === undefined) {
      return new Unknown(`no stack here keeps the state that ${resource.address} reads`);
    }
    const defaults = resource.argument('defaults') ?? {};
    return new Lookup((output) => outputOf(stack, output, isObject(defaults) ? defaults : {}));
  }
}

function groupByType(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.type);
    if (group === undefined) groups.set(resource.type, [resource]);
    else group.push(resource);
  }
  return groups;
}

function outputOf(stack: Stack, name: string, defaults: ValueObject): Value {
  const otherwise = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
  if (otherwise === undefined || stack.hasOutput(name)) return stack.output(name);
  return otherwise;
}

/** One text for one place, whichever stack names it. */
function stateOf(folder: string, backend: Value, config: Value): string | undefined {
  const settings = isObject(config) ? config : {};
  const { path, bucket, key } = settings;
  if (backend === 'local') {
    return resolve(folder, typeof path === 'string' ? path : DEFAULT_STATE);
  }
  if (backend === 's3' && typeof key === 'string') {
    return `s3://${typeof bucket === 'string' ? bucket : ''}/${key}`;
  }
  if (typeof backend !== 'string') throw new ExpressionError('backend: a text is needed');
  return undefined;
}
