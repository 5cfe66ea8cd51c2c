import type { Application } from '../application';
import type { KeyRing } from '../key-ring';
import { findUnsupported } from './coverage';
import { readRestApis } from './readers/api-gateway/rest-apis';
import { readTables } from './readers/dynamodb-tables';
import { readRoles } from './readers/iam-roles';
import { readFunctions } from './readers/lambda/functions';
import { readLogGroups } from './readers/log-groups';
import { readQueues } from './readers/sqs-queues';
import { summarize } from './readers/stack-summaries';
import { readConfigurations } from './stack/read-configurations';
import type { Resource } from './stack/resource';
import { World } from './stack/world';

export interface LoadOptions {
  /** A `cdktf.out`, a folder with `*.tf.json`, or a file that `terraform show -json` has written of a plan. */
  readonly app: string;
  /** Gives the API keys that AWS would make their values. */
  readonly keyRing: KeyRing;
  /** What the runtime does not honour is an error; otherwise a warning. */
  readonly strict: boolean;
  readonly warn: (line: string) => void;
}

/**
 * Reads an application, every stack of it.
 *
 * @throws Error of one line with file, address, what is wrong and how to mend it; with `strict`, a line for each
 * argument that the local runtime does not honour.
 */
export function loadApplication({ app, keyRing, strict, warn }: LoadOptions): Application {
  const world = new World(readConfigurations(app));
  world.stacks
    .flatMap(({ configuration }) => configuration.notes)
    .forEach((note) => {
      warn(note);
    });
  checkCoverage(world, { strict, warn });
  const stackWithApi = world.ofType('aws_api_gateway_rest_api')[0] ?? world.stacks[0];
  return {
    accountId: stackWithApi?.accountId ?? '',
    region: stackWithApi?.region ?? '',
    restApis: readRestApis(world, keyRing),
    functions: readFunctions(world, readRoles(world)),
    tables: readTables(world),
    logGroups: readLogGroups(world),
    queues: readQueues(world),
    stacks: summarize(world),
  };
}

function checkCoverage(world: World, { strict, warn }: Pick<LoadOptions, 'strict' | 'warn'>): void {
  const lines = [...world.stacks.flatMap(moduleLines), ...world.resources.flatMap(findings)];
  if (lines.length === 0) return;
  if (!strict) {
    lines.forEach((note) => {
      warn(note);
    });
    return;
  }
  throw new Error(
    [
      'The local runtime does not honour what follows: change it, or start with --no-strict to go without it',
      ...lines,
    ].join('\n'),
  );
}

function moduleLines({ configuration: { name, modules } }: World['stacks'][number]): string[] {
  return modules.map((module) => `${name}: module.${module}: modules are not read`);
}

function findings(resource: Resource): string[] {
  const config = Object.fromEntries(
    resource.argumentNames.flatMap((name) => {
      const value = resource.argument(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return findUnsupported(resource.type, config).map(({ argument, reason }) => {
    const at = argument === '' ? '' : `${argument}: `;
    return `${resource.block.file}: ${resource.address}: ${at}${reason}`;
  });
}
