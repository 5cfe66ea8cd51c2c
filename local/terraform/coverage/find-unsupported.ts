import { COMMON, META_ARGUMENTS } from './common';
import type { ArgumentCoverage, ResourceCoverage } from './resource-coverage';

/** An argument that the laptop does not honour and may not ignore. */
export interface UnsupportedArgument {
  /** Its path: `canary_settings.use_stage_cache`; `''`: the resource type as a whole. */
  readonly argument: string;
  readonly reason: string;
}

/**
 * Judges one block of a configuration or of a plan's values; a block may be an object or a list of objects.
 *
 * @param type What is known of the resource type; `undefined`: nothing is.
 */
export function findUnsupportedIn(
  type: ResourceCoverage | undefined,
  config: Readonly<Record<string, unknown>>,
): readonly UnsupportedArgument[] {
  if (type === undefined) {
    return [{ argument: '', reason: 'the local runtime does not know this resource type' }];
  }
  if (type.whole !== undefined) {
    return type.whole.status === 'refused' ? [{ argument: '', reason: type.whole.why }] : [];
  }
  const own = Object.entries(config).filter(([name]) => !META_ARGUMENTS.includes(name));
  return unique(own.flatMap(([name, value]) => judge(type, name, value)));
}

/** Blocks of one kind repeat a finding. */
function unique(findings: readonly UnsupportedArgument[]): readonly UnsupportedArgument[] {
  return [...new Map(findings.map((finding) => [finding.argument, finding])).values()];
}

function judge(type: ResourceCoverage, path: string, value: unknown): UnsupportedArgument[] {
  if (value === null || value === undefined) return [];
  if (path === 'dynamic') return judgeDynamic(type, '', value);
  const verdict = verdictOn(type, path);
  if (verdict !== undefined) return judgeArgument(verdict, path, value);
  if (type.readOnly.includes(path)) return [];
  if (Object.keys(type.arguments).some((argument) => argument.startsWith(`${path}.`))) {
    return judgeBlocks(type, path, value);
  }
  return [{ argument: path, reason: 'the local runtime does not know this argument' }];
}

/** The verdict on exactly this path: a block's arguments are looked up one by one. */
function verdictOn(type: ResourceCoverage, path: string): ArgumentCoverage | undefined {
  // A foreign name may be one that every object has: `constructor`.
  const own = Object.hasOwn(type.arguments, path) ? type.arguments[path] : undefined;
  return own ?? (Object.hasOwn(COMMON, path) ? COMMON[path] : undefined);
}

function judgeArgument(
  verdict: ArgumentCoverage,
  path: string,
  value: unknown,
): UnsupportedArgument[] {
  if (verdict.status !== 'refused') return [];
  const isRefused = verdict.when === undefined ? !isUnset(value) : verdict.when.refuses(value);
  return isRefused ? [{ argument: path, reason: verdict.why }] : [];
}

/** What a plan's values hold for an argument that nobody gave. */
function isUnset(value: unknown): boolean {
  if (value === '' || value === false) return true;
  return (Array.isArray(value) || isObject(value)) && Object.keys(value).length === 0;
}

function judgeBlocks(type: ResourceCoverage, path: string, value: unknown): UnsupportedArgument[] {
  return asList(value).flatMap((block) => {
    if (block === null || block === undefined) return [];
    if (!isObject(block)) {
      return [{ argument: path, reason: 'a reference decides this block: give its arguments' }];
    }
    return Object.entries(block).flatMap(([name, inner]) =>
      name === 'dynamic'
        ? judgeDynamic(type, `${path}.`, inner)
        : judge(type, `${path}.${name}`, inner),
    );
  });
}

/**
 * `dynamic` holds blocks by name, with their arguments in `content`.
 *
 * https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
function judgeDynamic(
  type: ResourceCoverage,
  prefix: string,
  value: unknown,
): UnsupportedArgument[] {
  return asList(value)
    .filter(isObject)
    .flatMap((group) =>
      Object.entries(group).flatMap(([name, generators]) => {
        const contents = asList(generators)
          .filter(isObject)
          .flatMap((generator) => asList(generator['content']));
        return judge(type, `${prefix}${name}`, contents);
      }),
    );
}

/** Terraform JSON has one block as an object or as a list of one. */
function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Terraform's objects; a value that is not known yet is an instance of something else. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && isPlain(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
