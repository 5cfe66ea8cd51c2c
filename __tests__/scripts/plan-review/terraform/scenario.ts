/** How a scenario changes a base configuration. */
import type { Block, Configuration, StackName } from './base';

/** One change to a base configuration, of which the real Terraform makes a plan. */
export interface Scenario {
  /** A present-tense fact; the plan's file has this name, with hyphens. */
  readonly name: string;
  readonly stack: StackName;
  readonly edit: Edit;
  /** Plan as if nothing had been deployed yet. @default false */
  readonly fresh?: boolean;
  /** More arguments of `terraform plan`. @default - none */
  readonly arguments?: readonly string[];
}

export type Edit = (configuration: Configuration) => void;

export const prod = (name: string, edit: Edit): Scenario => ({
  name,
  stack: 'gatehouse-prod',
  edit,
});
export const api = (name: string, edit: Edit): Scenario => ({ name, stack: 'gatehouse-api', edit });

export function block({ resource }: Configuration, address: string): Block {
  const [type = '', name = ''] = address.split('.');
  const found = resource[type]?.[name];
  if (found === undefined) throw new Error(`the base configuration has no ${address}`);
  return found;
}

export const set =
  (address: string, values: Block): Edit =>
  (configuration) => {
    Object.assign(block(configuration, address), values);
  };

export const remove =
  (...addresses: readonly string[]): Edit =>
  ({ resource }) => {
    for (const address of addresses) {
      const [type = '', name = ''] = address.split('.');
      const ofType = resource[type];
      if (ofType?.[name] === undefined) throw new Error(`nothing to remove at ${address}`);
      const { [name]: _gone, ...others } = ofType;
      // Terraform takes no empty block of a type.
      if (Object.keys(others).length > 0) resource[type] = others;
      else Reflect.deleteProperty(resource, type);
    }
  };

export const unset =
  (address: string, ...names: readonly string[]): Edit =>
  (configuration) => {
    const found = block(configuration, address);
    for (const name of names) Reflect.deleteProperty(found, name);
  };

export const add =
  (address: string, values: Block): Edit =>
  ({ resource }) => {
    const [type = '', name = ''] = address.split('.');
    resource[type] = { ...resource[type], [name]: values };
  };

export const all =
  (...edits: readonly Edit[]): Edit =>
  (configuration) => {
    for (const edit of edits) edit(configuration);
  };

/** Edits the statements of a policy. */
export const statements =
  (address: string, attribute: string, edit: (statements: Block[]) => Block[]): Edit =>
  (configuration) => {
    const found = block(configuration, address);
    const document = JSON.parse(found[attribute] as string) as { Statement: Block[] };
    found[attribute] = JSON.stringify({ ...document, Statement: edit(document.Statement) });
  };
