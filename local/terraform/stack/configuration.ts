/** A stack's Terraform JSON, taken apart but not evaluated. */
import { isObject, type Value, type ValueObject } from '../expression/value';
import { blocksOf } from '../json';

/** A `resource` or `data` block. */
export interface ResourceBlock {
  readonly type: string;
  readonly name: string;
  readonly body: ValueObject;
  /** Where it is written, for messages. */
  readonly file: string;
  /** A plan's, whose body holds attributes as well, such as the ids of what is there already. */
  readonly isPlanned?: boolean;
}

/** https://developer.hashicorp.com/terraform/language/syntax/json */
export interface Configuration {
  /** The stack's name. */
  readonly name: string;
  /** Absolute; Terraform would run here, and relative paths start here. */
  readonly folder: string;
  readonly resources: readonly ResourceBlock[];
  readonly dataSources: readonly ResourceBlock[];
  readonly locals: Readonly<Record<string, Value>>;
  readonly variables: Readonly<Record<string, ValueObject>>;
  /** Values that a `*.tfvars.json` gives the variables. */
  readonly inputs: ValueObject;
  readonly outputs: Readonly<Record<string, ValueObject>>;
  /** `provider.aws`, the default one and those with an alias. */
  readonly awsProviders: readonly ValueObject[];
  readonly backend: Backend | undefined;
  /** Names of the `module` blocks, which are not read. */
  readonly modules: readonly string[];
  /** What is served otherwise than it is written, to be told. */
  readonly notes: readonly string[];
}

/** Where the state is kept, by which other stacks find the outputs. */
export interface Backend {
  /** `local`, `s3`, ... */
  readonly type: string;
  readonly config: ValueObject;
}

/** One file of a stack. */
export interface ConfigurationFile {
  /** For messages. */
  readonly file: string;
  readonly body: ValueObject;
}

/**
 * Takes the files of a stack apart.
 *
 * @param place The stack's name and absolute folder.
 * @param files Their order does not matter, but for a local or output that is written twice.
 */
export function readConfiguration(
  place: { readonly name: string; readonly folder: string },
  files: readonly ConfigurationFile[],
): Configuration {
  const sections = (name: string): ValueObject[] =>
    files.flatMap(({ body }) => [...blocksOf(body[name])]);
  const resourceBlocks = (name: string): ResourceBlock[] =>
    files.flatMap(({ file, body }) => blocksOf(body[name]).flatMap((of) => blocksIn(of, file)));
  return {
    ...place,
    resources: resourceBlocks('resource'),
    dataSources: resourceBlocks('data'),
    locals: Object.fromEntries(sections('locals').flatMap(namedMembers)),
    variables: namedBlocks(sections('variable')),
    inputs: {},
    outputs: namedBlocks(sections('output')),
    awsProviders: sections('provider').flatMap((providers) => [...blocksOf(providers['aws'])]),
    backend: backendOf(sections('terraform')),
    modules: Object.keys(namedBlocks(sections('module'))),
    notes: [],
  };
}

function blocksIn(section: ValueObject, file: string): ResourceBlock[] {
  return namedMembers(section).flatMap(([type, named]) =>
    blocksOf(named).flatMap((names) =>
      namedMembers(names).flatMap(([name, body]) =>
        blocksOf(body).map((block) => ({ type, name, body: block, file })),
      ),
    ),
  );
}

function namedBlocks(sections: readonly ValueObject[]): Record<string, ValueObject> {
  const blocks: [string, ValueObject][] = [];
  for (const [name, body] of sections.flatMap(namedMembers)) {
    const [block] = blocksOf(body);
    if (block !== undefined) blocks.push([name, block]);
  }
  return Object.fromEntries(blocks);
}

function backendOf(settings: readonly ValueObject[]): Backend | undefined {
  for (const [type, config] of settings
    .flatMap((of) => blocksOf(of['backend']))
    .flatMap(namedMembers)) {
    if (isObject(config)) return { type, config };
  }
  return undefined;
}

/** `//` is how Terraform JSON writes a comment, and where CDKTF keeps its metadata. */
function namedMembers(of: ValueObject): [string, Value][] {
  return Object.entries(of).filter(([name]) => name !== '//');
}
