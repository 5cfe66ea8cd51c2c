/** What the laptop makes of each argument of a resource type: the words that the data is written in. */

/**
 * - `honoured`: does on the laptop what it does on AWS.
 * - `harmless`: has no effect here, and neither a caller of the API nor a function can tell.
 * - `refused`: left out silently, it would make the laptop behave otherwise than AWS.
 */
export type Verdict = 'honoured' | 'harmless' | 'refused';

export type ArgumentCoverage =
  | { readonly status: 'honoured' }
  | { readonly status: 'harmless'; readonly why: string }
  | { readonly status: 'refused'; readonly why: string; readonly when?: RefusedValues };

/** The values of an argument that are refused, when others are honoured. */
export interface RefusedValues {
  /** For people, after the word "when": `AWS_IAM or COGNITO_USER_POOLS`. */
  readonly description: string;
  /** Judges a value as the JSON has it: text may hold references (`${...}`). */
  readonly refuses: (value: unknown) => boolean;
}

/** A release of the AWS provider, when an argument or a type is not in both of them. */
export type ProviderMajor = 5 | 6;

export interface ResourceCoverage {
  /** One verdict on the type and all its arguments; `undefined`: see each argument. */
  readonly whole?: Exclude<ArgumentCoverage, { readonly status: 'honoured' }>;
  /**
   * By path (`settings.caching_enabled`). An argument of a block that is not listed itself has the block's verdict;
   * an honoured block is listed by its arguments alone.
   */
  readonly arguments: Readonly<Record<string, ArgumentCoverage>>;
  /** Attributes that only AWS sets: they stand in a plan's values, never in a configuration. */
  readonly readOnly: readonly string[];
  /** Arguments (or `''`, the type itself) that only one major release of the provider knows. */
  readonly only: Readonly<Record<string, ProviderMajor>>;
}

/** The verdicts on one type, as the data writes them: paths are words, several to a reason. */
export interface ResourceNotes {
  readonly honoured?: string;
  /** Paths to the reason. */
  readonly harmless?: Readonly<Record<string, string>>;
  /** Paths to the reason. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Path to what is refused of it. */
  readonly refusedWhen?: Readonly<Record<string, RefusedWhen>>;
  readonly readOnly?: string;
  /** Not in provider 6. */
  readonly only5?: string;
  /** Not in provider 5.100. */
  readonly only6?: string;
}

/** Refused values and why they are. */
export type RefusedWhen = RefusedValues & { readonly why: string };

/** Verdicts argument by argument. */
export function coverage(notes: ResourceNotes): ResourceCoverage {
  return {
    arguments: Object.fromEntries([
      ...words(notes.honoured).map((path): Entry => [path, { status: 'honoured' }]),
      ...reasons(notes.harmless).map(([path, why]): Entry => [path, { status: 'harmless', why }]),
      ...reasons(notes.refused).map(([path, why]): Entry => [path, { status: 'refused', why }]),
      ...Object.entries(notes.refusedWhen ?? {}).map(([path, { why, ...when }]): Entry => [
        path,
        { status: 'refused', why, when },
      ]),
    ]),
    readOnly: words(notes.readOnly),
    only: Object.fromEntries([
      ...words(notes.only5).map((path): [string, ProviderMajor] => [path, 5]),
      ...words(notes.only6).map((path): [string, ProviderMajor] => [path, 6]),
    ]),
  };
}

/** A type that the laptop may do without. */
export function harmlessType(why: string): ResourceCoverage {
  return { whole: { status: 'harmless', why }, ...NO_ARGUMENTS };
}

/** A type that the laptop may not silently leave out. */
export function refusedType(why: string): ResourceCoverage {
  return { whole: { status: 'refused', why }, ...NO_ARGUMENTS };
}

/** The same, of a type that provider 5.100 does not know. */
export function sinceProvider6(type: ResourceCoverage): ResourceCoverage {
  return { ...type, only: { '': 6 } };
}

/**
 * One verdict for several types.
 *
 * @param types Their names, without what they all begin with.
 * @example each('aws_iam_', 'user group', harmlessType('...'))
 */
export function each(
  prefix: string,
  types: string,
  type: ResourceCoverage,
): Readonly<Record<string, ResourceCoverage>> {
  return Object.fromEntries(words(types).map((name) => [`${prefix}${name}`, type]));
}

const NO_ARGUMENTS = { arguments: {}, readOnly: [], only: {} };

type Entry = [string, ArgumentCoverage];

function reasons(notes: Readonly<Record<string, string>> = {}): [string, string][] {
  return Object.entries(notes).flatMap(([paths, why]) =>
    words(paths).map((path): [string, string] => [path, why]),
  );
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
