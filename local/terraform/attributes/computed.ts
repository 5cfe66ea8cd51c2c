import { toText, Unknown, type Value } from '../expression/value';
import type { Resource } from '../stack/resource';
import { idOf } from './ids';

/** What an attribute is, of the resource that has it; `undefined`: what is written is. */
export type ComputedAttribute = (resource: Resource) => Value | undefined;

/** By type, then by name. */
export type AttributeTable = Readonly<
  Record<string, Readonly<Record<string, ComputedAttribute | undefined>> | undefined>
>;

/** The arguments in a text; an unknown among them makes it all unknown. */
export function compose(
  resource: Resource,
  argument: string,
  write: (text: string) => Value,
): Value {
  const value = resource.attribute(argument);
  return value instanceof Unknown ? value : write(toText(value));
}

/** `arn:aws:<service>:<region>:<account>:<rest>`. */
export function arnOf(resource: Resource, service: string, rest: string): string {
  return `arn:aws:${service}:${resource.region}:${resource.accountId}:${rest}`;
}

/** The name written, or one made from `name_prefix`, or AWS's own. */
export function nameOf(resource: Resource): Value {
  const name = resource.argument('name');
  if (name !== undefined) return name;
  const prefix = resource.argument('name_prefix') ?? 'terraform-';
  return prefix instanceof Unknown ? prefix : toText(prefix) + idOf(resource, 10, 'name');
}
