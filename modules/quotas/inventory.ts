import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';

/** What has been made, by type: what quotas are counted in. */
export class Inventory {
  readonly #all: readonly IConstruct[];

  /** @param root The App, or any construct: it and all below it are counted. */
  constructor(root: IConstruct) {
    this.#all = root.node.findAll();
  }

  /** Every construct of a type, in the order of making. */
  of<T extends Construct>(type: abstract new (...input: never[]) => T): T[] {
    return this.#all.filter((one): one is T => one instanceof type);
  }

  /** Every construct of a type, by the name of its stack. */
  byStack<T extends Construct>(
    type: abstract new (...input: never[]) => T,
  ): ReadonlyMap<string, T[]> {
    const stacks = new Map<string, T[]>();
    for (const one of this.of(type)) {
      const name = stackOf(one);
      stacks.set(name, [...(stacks.get(name) ?? []), one]);
    }
    return stacks;
  }
}

/** The name of the stack that a construct is in. */
export function stackOf(construct: IConstruct): string {
  return TerraformStack.of(construct).node.id;
}

/** cdktf's stand-in for a text that Terraform alone knows. */
const TOKEN = /\$\{TfToken\[[^\]]*\]\}/g;
/** The longest that stands behind one here: an execution ARN, `arn:aws-us-gov:execute-api:us-gov-west-1:<account>:<api>`. */
const LONGEST_TOKEN = 'x'.repeat(66);

/** A text as long as it may become once Terraform has filled in what it knows. */
export function filledIn(text: string): string {
  return text.replace(TOKEN, LONGEST_TOKEN);
}

/** Bytes of a text in UTF-8, once it is filled in. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(filledIn(text));
}
