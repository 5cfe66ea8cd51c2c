/** Which resource of a stack Terraform makes after which: by what they refer to, and by `depends_on`. */
import type { Arguments, Template } from './template';

/** A resource that names another one of its stack. */
export interface Naming {
  /** The address of the one that names. */
  readonly from: string;
  /** The address of the one that is named. */
  readonly to: string;
  /** What stands in `from`, and is the name of `to`. */
  readonly name: string;
}

/** The argument by which AWS knows a resource of the type; of every other it is `name`. */
const NAME_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_acm_certificate: 'domain_name',
  aws_api_gateway_domain_name: 'domain_name',
  aws_api_gateway_stage: 'stage_name',
  aws_cloudwatch_dashboard: 'dashboard_name',
  aws_cloudwatch_metric_alarm: 'alarm_name',
  aws_lambda_function: 'function_name',
  aws_s3_bucket: 'bucket',
};

export class Dependencies {
  readonly #resources: Readonly<Record<string, Arguments>>;
  readonly #direct: ReadonlyMap<string, readonly string[]>;

  constructor(template: Template) {
    this.#resources = template.all();
    this.#direct = new Map(
      Object.entries(this.#resources).map(([address, one]) => [
        address,
        [...mentioned(one)].filter((other) => other !== address && other in this.#resources),
      ]),
    );
  }

  /** Whether Terraform makes `later` after `earlier`, and destroys it before. */
  isOrdered(later: string, earlier: string): boolean {
    const seen = new Set<string>();
    const left = [later];
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      if (at === earlier) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      left.push(...(this.#direct.get(at) ?? []));
    }
    return false;
  }

  /** Every resource that names another one as text, which tells Terraform nothing: neither of the two waits. */
  unordered(): Naming[] {
    const names = Object.entries(this.#resources).flatMap(([to, one]) => {
      const name = one[nameArgument(to)];
      return typeof name === 'string' && !name.includes('${') ? [{ to, name }] : [];
    });
    return Object.entries(this.#resources).flatMap(([from, one]) => {
      const texts = textsIn({ ...one, [nameArgument(from)]: undefined });
      return names
        .filter(({ to, name }) => from !== to && texts.some((text) => isNamed(text, name)))
        .filter(({ to }) => !this.isOrdered(from, to) && !this.isOrdered(to, from))
        .map(({ to, name }) => ({ from, to, name }));
    });
  }
}

function nameArgument(address: string): string {
  return NAME_ARGUMENTS[address.split('.')[0] ?? ''] ?? 'name';
}

/** By itself, with a qualifier (`gatehouse-dev-items:live`), at the end of an ARN, or quoted in a text. */
function isNamed(text: string, name: string): boolean {
  return (
    [text, text.split(':')[0], text.split(/[:/]/).at(-1)].includes(name) ||
    ['"', "'"].some((quote) => text.includes(`${quote}${name}${quote}`))
  );
}

function mentioned(value: unknown): ReadonlySet<string> {
  const found = textsIn(value).flatMap((text) => [
    ...text.matchAll(/\b(?:data\.)?aws_[a-z0-9_]+\.[\w-]+/g),
  ]);
  return new Set(found.map(([address]) => address));
}

/** Every text in a value, cdktf's notes left out. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === '//' ? [] : textsIn(one)));
}
