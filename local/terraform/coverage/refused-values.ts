import type { RefusedWhen } from './resource-coverage';

/** Some literals are refused; what is a reference passes, for only AWS could tell its value. */
export function refuseValues(values: readonly string[], why: string): RefusedWhen {
  return {
    description: values.map((value) => `\`${value}\``).join(' or '),
    refuses: (value) => typeof value === 'string' && values.includes(value),
    why,
  };
}

/** Refused when switched on. */
export function refuseTrue(why: string): RefusedWhen {
  return {
    description: '`true`',
    // Terraform takes the text for the boolean.
    refuses: (value) => value === true || value === 'true',
    why,
  };
}

/** Refused when more than nothing. */
export function refusePositive(why: string): RefusedWhen {
  return { description: 'more than 0', refuses: (value) => Number(value) > 0, why };
}

/** Every literal but these is refused. */
export function refuseOthers(values: readonly string[], why: string): RefusedWhen {
  return {
    description: `none of ${values.map((value) => `\`${value}\``).join(', ')}`,
    refuses: (value) =>
      typeof value === 'string' && !hasReference(value) && !values.includes(value),
    why,
  };
}

/** Refused when the text, or the type of resource it refers to, shows that it names this. */
export function refuseMatch(
  { description, pattern }: { readonly description: string; readonly pattern: RegExp },
  why: string,
): RefusedWhen {
  return { description, refuses: (value) => typeof value === 'string' && pattern.test(value), why };
}

/** Refused unless the text is of this form; a text with references passes. */
export function refuseUnless(
  { description, pattern }: { readonly description: string; readonly pattern: RegExp },
  why: string,
): RefusedWhen {
  return {
    description,
    refuses: (value) => typeof value === 'string' && !hasReference(value) && !pattern.test(value),
    why,
  };
}

/** Whether an ARN in which references stand for parts names another service than these. */
export function isArnOfOtherService(value: unknown, services: readonly string[]): boolean {
  if (typeof value !== 'string') return false;
  const service = /^arn:[^:]*:([^:]+):/.exec(value.replaceAll(REFERENCE, 'x'))?.[1];
  return service !== undefined && service !== 'x' && !services.includes(service);
}

/** The service that an API Gateway integration URI calls; `undefined`: a reference decides. */
export function integrationService(uri: string): string | undefined {
  const parts = uri.replaceAll(REFERENCE, '').split(':');
  const [scheme, , gateway, , service] = parts;
  return scheme === 'arn' && gateway === 'apigateway' && service !== '' ? service : undefined;
}

const REFERENCE = /\$\{[^}]*\}/g;

function hasReference(value: string): boolean {
  return value.includes('${');
}
