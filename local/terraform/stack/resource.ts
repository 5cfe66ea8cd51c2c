/** A resource or data source of a stack: one instance of it, when it has `count` or `for_each`. */
import type { Scope } from '../expression/evaluate';
import { ExpressionError, Unknown, type Value } from '../expression/value';
import { blocksOf } from '../json';
import type { ResourceBlock } from './configuration';
import { dynamicBlocks } from './dynamic-blocks';
import { evaluateValue } from './evaluate-value';

/** Arguments of Terraform's own, which every resource may have. */
const META_ARGUMENTS = new Set([
  '//',
  'connection',
  'count',
  'depends_on',
  'dynamic',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/** What Terraform's own evaluation of a resource needs to know of the rest. */
export interface ResourceContext {
  readonly block: ResourceBlock;
  readonly stackName: string;
  /** Absolute. */
  readonly folder: string;
  readonly accountId: string;
  readonly region: string;
  readonly scope: Scope;
  /** Of `count` or `for_each`. */
  readonly key: string | number | undefined;
  readonly isDataSource: boolean;
  /** An attribute that AWS would compute; `undefined`: it is not computed. */
  readonly compute: (resource: Resource, name: string) => Value | undefined;
}

/** An error that says where it is, and needs no more said. */
export class LocatedError extends ExpressionError {}

/** Evaluates an argument when it is first asked for, and once. */
export class Resource {
  readonly block: ResourceBlock;
  readonly stackName: string;
  readonly folder: string;
  readonly accountId: string;
  readonly region: string;
  /** `aws_lambda_function.items`, `aws_lambda_function.items["a"]`, `data.aws_region.here`. */
  readonly address: string;
  readonly key: string | number | undefined;
  readonly isDataSource: boolean;
  readonly #context: ResourceContext;
  readonly #evaluated = new Map<string, Value>();
  readonly #underway = new Set<string>();

  constructor(context: ResourceContext) {
    this.#context = context;
    this.block = context.block;
    this.stackName = context.stackName;
    this.folder = context.folder;
    this.accountId = context.accountId;
    this.region = context.region;
    this.key = context.key;
    this.isDataSource = context.isDataSource;
    const { type, name } = context.block;
    const key = context.key === undefined ? '' : `[${JSON.stringify(context.key)}]`;
    this.address = `${context.isDataSource ? 'data.' : ''}${type}.${name}${key}`;
  }

  get type(): string {
    return this.block.type;
  }

  /** Names of the arguments that are written, Terraform's own left out. */
  get argumentNames(): readonly string[] {
    const { body } = this.block;
    const made = blocksOf(body['dynamic']).flatMap((group) => Object.keys(group));
    const names = [...Object.keys(body), ...made].filter((name) => !META_ARGUMENTS.has(name));
    return [...new Set(names)];
  }

  /**
   * The value written; `undefined`: none, or null.
   *
   * @throws LocatedError
   */
  argument(name: string): Value | undefined {
    const { body } = this.block;
    const written = Object.hasOwn(body, name) ? body[name] : undefined;
    if ((written ?? null) === null && body['dynamic'] === undefined) return undefined;
    return this.#evaluated.get(name) ?? this.#evaluate(name, written ?? null) ?? undefined;
  }

  /**
   * What `${address.name}` stands for.
   *
   * @throws LocatedError
   */
  attribute(name: string): Value {
    const planned = this.block.isPlanned === true ? this.argument(name) : undefined;
    return (
      planned ??
      this.#context.compute(this, name) ??
      this.argument(name) ??
      new Unknown(`${this.address}.${name} is made by AWS, and nothing on a laptop can tell it`)
    );
  }

  /** An error with this resource's place before it. */
  error(message: string): LocatedError {
    return new LocatedError(`${this.block.file}: ${this.address}: ${message}`);
  }

  #evaluate(name: string, written: Value): Value {
    if (this.#underway.has(name)) throw this.error(`${name} refers to itself`);
    this.#underway.add(name);
    try {
      const { scope } = this.#context;
      const value = dynamicBlocks(this.block.body, name, scope) ?? evaluateValue(written, scope);
      this.#evaluated.set(name, value);
      return value;
    } catch (error) {
      if (!(error instanceof ExpressionError) || error instanceof LocatedError) throw error;
      throw this.error(`${name}: ${error.message}`);
    } finally {
      this.#underway.delete(name);
    }
  }
}
