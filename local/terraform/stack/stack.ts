/** A stack whose expressions can be evaluated. */
import {
  ExpressionError,
  isList,
  isObject,
  Lookup,
  toNumber,
  toText,
  Unknown,
  type Value,
  type ValueObject,
} from '../expression/value';
import type { Configuration, ResourceBlock } from './configuration';
import { evaluateValue } from './evaluate-value';
import { Resource } from './resource';

const DEFAULT_ACCOUNT_ID = '000000000000';
const DEFAULT_REGION = 'us-east-1';

/** What AWS would compute, of resources and of data sources. */
export interface Attributes {
  /** @returns `undefined` for what is not computed. */
  compute(resource: Resource, name: string): Value | undefined;
}

interface Instance {
  readonly key: string | number | undefined;
  readonly names: Readonly<Record<string, Value>>;
}

/** Reads a configuration's names: resources, data sources, locals, variables, outputs. */
export class Stack {
  readonly configuration: Configuration;
  readonly accountId: string;
  readonly region: string;
  readonly #attributes: Attributes;
  /** By address. */
  readonly #blocks: ReadonlyMap<string, ResourceBlock>;
  readonly #instances = new Map<ResourceBlock, readonly Resource[]>();
  readonly #underway = new Set<string>();

  constructor(configuration: Configuration, attributes: Attributes) {
    this.configuration = configuration;
    this.#attributes = attributes;
    this.#blocks = new Map([
      ...configuration.resources.map((block) => [`${block.type}.${block.name}`, block] as const),
      ...configuration.dataSources.map(
        (block) => [`data.${block.type}.${block.name}`, block] as const,
      ),
    ]);
    const [provider = {}] = configuration.awsProviders.filter((of) => of['alias'] === undefined);
    this.accountId = this.#accountIdOf(provider);
    this.region = this.#regionOf(provider);
  }

  get name(): string {
    return this.configuration.name;
  }

  /**
   * Every resource, an instance each.
   *
   * @throws ExpressionError when `count` or `for_each` cannot be told.
   */
  get resources(): readonly Resource[] {
    return this.configuration.resources.flatMap((block) => [...this.#instancesOf(block)]);
  }

  /** The `data.terraform_remote_state` of a name. */
  remoteState(name: string): Resource | undefined {
    const block = this.configuration.dataSources.find(
      (candidate) => candidate.type === 'terraform_remote_state' && candidate.name === name,
    );
    return block === undefined ? undefined : this.#instancesOf(block)[0];
  }

  hasOutput(name: string): boolean {
    return Object.hasOwn(this.configuration.outputs, name);
  }

  /** @throws ExpressionError for an output that there is not. */
  output(name: string): Value {
    const { outputs } = this.configuration;
    const block = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    if (block === undefined)
      throw new ExpressionError(`the stack ${this.name} has no output "${name}"`);
    return this.#once(`output.${name}`, block['value'] ?? null);
  }

  #accountIdOf(provider: ValueObject): string {
    const allowed = this.#evaluated(provider['allowed_account_ids'] ?? null);
    const [only, other] = isList(allowed) ? allowed : [];
    return typeof only === 'string' && other === undefined ? only : DEFAULT_ACCOUNT_ID;
  }

  #regionOf(provider: ValueObject): string {
    const region = this.#evaluated(provider['region'] ?? null);
    return typeof region === 'string' ? region : DEFAULT_REGION;
  }

  #evaluated(value: Value): Value {
    return evaluateValue(value, { variable: (name) => this.#variable(name) });
  }

  /** Guards against a local that is made of itself. */
  #once(address: string, value: Value): Value {
    if (this.#underway.has(address)) throw new ExpressionError(`${address} refers to itself`);
    this.#underway.add(address);
    try {
      return this.#evaluated(value);
    } finally {
      this.#underway.delete(address);
    }
  }

  #variable(name: string): Value {
    switch (name) {
      case 'var':
        return new Lookup((variable) => this.#input(variable));
      case 'local':
        return new Lookup((local) => this.#local(local));
      case 'path':
        return { module: '.', root: '.', cwd: this.configuration.folder };
      case 'terraform':
        return { workspace: 'default' };
      case 'data':
        return new Lookup((type) => this.#ofType(type, true));
      case 'module':
        return new Lookup((module) => new Unknown(`modules are not read, such as ${module}`));
      default:
        return this.#ofType(name, false);
    }
  }

  #input(name: string): Value {
    const { variables, inputs } = this.configuration;
    const block = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (block === undefined) throw new ExpressionError(`there is no variable "${name}"`);
    if (Object.hasOwn(inputs, name)) return inputs[name] ?? null;
    const otherwise = Object.hasOwn(block, 'default') ? (block['default'] ?? null) : undefined;
    if (otherwise !== undefined) return otherwise;
    return new Unknown(
      `variable "${name}" has no default: give it a value in terraform.tfvars.json beside the stack`,
    );
  }

  #local(name: string): Value {
    const { locals } = this.configuration;
    const value = Object.hasOwn(locals, name) ? locals[name] : undefined;
    if (value === undefined) throw new ExpressionError(`there is no local "${name}"`);
    return this.#once(`local.${name}`, value);
  }

  #ofType(type: string, isDataSource: boolean): Value {
    return new Lookup((name) => {
      const address = `${isDataSource ? 'data.' : ''}${type}.${name}`;
      const block = this.#blocks.get(address);
      if (block === undefined) throw new ExpressionError(`there is no ${address} in ${this.name}`);
      return this.#whole(block);
    });
  }

  /** What the address of a block stands for: a resource, or a collection of them. */
  #whole(block: ResourceBlock): Value {
    const all = this.#instancesOf(block);
    const values = all.map((instance) => new Lookup((name) => instance.attribute(name)));
    if (block.body['for_each'] !== undefined) {
      return Object.fromEntries(values.map((value, index) => [String(all[index]?.key), value]));
    }
    return block.body['count'] === undefined ? (values[0] ?? null) : values;
  }

  #instancesOf(block: ResourceBlock): readonly Resource[] {
    const known = this.#instances.get(block);
    if (known !== undefined) return known;
    const isDataSource = this.configuration.dataSources.includes(block);
    const made = this.#keysOf(block).map(
      ({ key, names }) =>
        new Resource({
          block,
          key,
          isDataSource,
          stackName: this.name,
          folder: this.configuration.folder,
          accountId: this.accountId,
          region: this.#regionFor(block),
          scope: { variable: (name) => names[name] ?? this.#variable(name) },
          compute: (resource, name) => this.#attributes.compute(resource, name),
        }),
    );
    this.#instances.set(block, made);
    return made;
  }

  #keysOf(block: ResourceBlock): Instance[] {
    const { count, for_each: forEach } = block.body;
    if (count !== undefined && count !== null) {
      const size = toNumber(this.#known(block, count));
      return Array.from({ length: size }, (_, index) => ({
        key: index,
        names: { count: { index } },
      }));
    }
    if (forEach === undefined || forEach === null) return [{ key: undefined, names: {} }];
    const each = this.#known(block, forEach);
    const entries: [string, Value][] = isObject(each)
      ? Object.entries(each)
      : isList(each)
        ? each.map((item) => [toText(item), item])
        : [];
    return entries.map(([key, value]) => ({ key, names: { each: { key, value } } }));
  }

  #known(block: ResourceBlock, value: Value): Value {
    const evaluated = this.#evaluated(value);
    if (!(evaluated instanceof Unknown)) return evaluated;
    throw new ExpressionError(
      `${block.file}: ${block.type}.${block.name}: how many there are depends on what is not known: ${evaluated.reason}`,
    );
  }

  /** `provider = "aws.east"` takes the region of the provider with that alias. */
  #regionFor(block: ResourceBlock): string {
    const named = block.body['provider'];
    const alias = typeof named === 'string' ? named.split('.')[1] : undefined;
    const provider = this.configuration.awsProviders.find((of) => of['alias'] === alias);
    return alias === undefined || provider === undefined ? this.region : this.#regionOf(provider);
  }
}
