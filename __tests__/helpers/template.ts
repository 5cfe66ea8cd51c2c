/** A stack's synthesized Terraform JSON, taken apart by type and name: what tests of constructs look at. */
import { readFileSync } from 'node:fs';

/** A resource's arguments, as they stand in the JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

export class Template {
  readonly text: string;
  readonly json: Arguments;

  constructor(text: string) {
    this.text = text;
    this.json = members(JSON.parse(text));
  }

  /** Of a stack in a folder that was synthesized to. */
  static read(outdir: string, stack: string): Template {
    return new Template(readFileSync(`${outdir}/stacks/${stack}/cdk.tf.json`, 'utf8'));
  }

  /** Every resource of a type, by name. */
  resources(type: string): Readonly<Record<string, Arguments>> {
    return byName(members(this.json['resource'])[type]);
  }

  /** Every resource of every type, by address. */
  all(): Readonly<Record<string, Arguments>> {
    return Object.fromEntries(
      Object.keys(members(this.json['resource'])).flatMap((type) =>
        Object.entries(this.resources(type)).map(([name, one]) => [`${type}.${name}`, one]),
      ),
    );
  }

  /** The one resource of a type that has these arguments. */
  find(type: string, having: Arguments = {}): Arguments {
    const found = this.filter(type, having);
    const [only] = found;
    if (only === undefined || found.length > 1) {
      throw new Error(`${found.length} of ${type} have ${JSON.stringify(having)}, not one`);
    }
    return only;
  }

  /** The resources of a type that have these arguments. */
  filter(type: string, having: Arguments): Arguments[] {
    const expected = Object.entries(having).map(([key, value]) => [key, JSON.stringify(value)]);
    return Object.values(this.resources(type)).filter((one) =>
      expected.every(([key = '', value]) => JSON.stringify(one[key]) === value),
    );
  }

  /** A value with the names that it refers to in it: where it says `${aws_x.y.name}`, what is written there as the name. */
  resolved(value: unknown): unknown {
    const json = JSON.stringify(value).replace(
      /\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}/g,
      (reference: string, type: string, name: string, argument: string) => {
        const written = this.resources(type)[name]?.[argument];
        return typeof written === 'string' ? written : reference;
      },
    );
    return JSON.parse(json);
  }

  /** The address of a type's resource without its name's hash: what a reader of a plan sees first. */
  addresses(type: string): string[] {
    return Object.keys(this.resources(type)).map((name) => `${type}.${name}`);
  }
}

/** The members of an object in the JSON; none when there is none. */
export function members(value: unknown): Arguments {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null) {
    throw new Error(`not an object: ${JSON.stringify(value)}`);
  }
  return { ...value };
}

/** A text in the JSON. */
export function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`not a text: ${JSON.stringify(value)}`);
  return value;
}

function byName(value: unknown): Readonly<Record<string, Arguments>> {
  return Object.fromEntries(Object.entries(members(value)).map(([k, v]) => [k, members(v)]));
}
