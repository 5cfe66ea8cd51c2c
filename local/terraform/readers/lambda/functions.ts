/** `aws_lambda_function`, with its aliases, permissions and asynchronous settings. */
import type {
  FunctionDefinition,
  LoggingConfiguration,
  RoleDefinition,
} from '../../../application';
import type { World } from '../../stack/world';
import { Arguments } from '../arguments';
import { refuseTwins } from '../twins';
import { readAsynchronous } from './asynchronous';
import { functionReference } from './function-name';
import { uploadedZips, zipPathOf } from './zip-path';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const DEFAULTS = { timeoutSeconds: 3, memoryMiB: 128 } as const;
const APPLICATION_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
const SYSTEM_LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;

/** Types that hang on a function. */
const PART_TYPES = [
  'aws_lambda_alias',
  'aws_lambda_permission',
  'aws_lambda_function_event_invoke_config',
] as const;
type Parts = (type: (typeof PART_TYPES)[number], name: string) => readonly Arguments[];

/**
 * Every function.
 *
 * @throws LocatedError for one without a zip, among others.
 */
export function readFunctions(
  world: World,
  roles: readonly RoleDefinition[],
): readonly FunctionDefinition[] {
  const functions = world.ofType('aws_lambda_function').map((resource) => Arguments.of(resource));
  refuseTwins(functions, (of) => of.requiredText('function_name'), 'function_name');
  const parts = groupParts(
    world,
    functions.map((of) => of.requiredText('function_name')),
  );
  const uploaded = uploadedZips(world);
  return functions.map((of) => ({
    ...readFunction(of, roles, parts),
    zipPath: zipPathOf(of, uploaded),
  }));
}

function readFunction(
  of: Arguments,
  roles: readonly RoleDefinition[],
  parts: Parts,
): Omit<FunctionDefinition, 'zipPath'> {
  const name = of.requiredText('function_name');
  const roleArn = of.requiredText('role');
  const reserved = of.number('reserved_concurrent_executions') ?? -1;
  const aliases = parts('aws_lambda_alias', name);
  return {
    address: of.resource.address,
    name,
    arn: Arguments.attribute(of.resource, 'arn'),
    description: of.text('description'),
    handler: of.requiredText('handler'),
    runtime: of.requiredText('runtime'),
    architecture: of.texts('architectures')[0] === 'arm64' ? 'arm64' : 'x86_64',
    timeoutSeconds: of.number('timeout') ?? DEFAULTS.timeoutSeconds,
    memoryMiB: of.number('memory_size') ?? DEFAULTS.memoryMiB,
    environment: of.block('environment')?.textMap('variables') ?? {},
    reservedConcurrency: reserved < 0 ? undefined : reserved,
    published: of.boolean('publish') ?? false,
    aliases: Object.fromEntries(
      aliases.map((alias) => [alias.requiredText('name'), alias.requiredText('function_version')]),
    ),
    ...readLogging(of, name),
    role: roles.find(({ arn }) => arn === roleArn),
    permissions: parts('aws_lambda_permission', name).map(readPermission),
    asynchronous: readAsynchronous(of, parts('aws_lambda_function_event_invoke_config', name)),
    tracing: of.block('tracing_config')?.text('mode') === 'Active' ? 'Active' : 'PassThrough',
  };
}

function groupParts(world: World, names: readonly string[]): Parts {
  const groups = new Map<string, Arguments[]>();
  for (const type of PART_TYPES) {
    for (const resource of world.ofType(type)) {
      const part = Arguments.of(resource);
      const { name } = functionReference(part);
      if (!names.includes(name)) {
        throw part.error(
          'function_name',
          `no aws_lambda_function of these stacks is named ${name}`,
        );
      }
      groups.set(`${type} ${name}`, [...(groups.get(`${type} ${name}`) ?? []), part]);
    }
  }
  return (type, name) => groups.get(`${type} ${name}`) ?? [];
}

function readLogging(
  of: Arguments,
  name: string,
): { readonly logGroup: string; readonly logging: LoggingConfiguration } {
  const config = of.block('logging_config');
  return {
    logGroup: config?.text('log_group') ?? `/aws/lambda/${name}`,
    logging: {
      format: config?.choice('log_format', ['Text', 'JSON']) ?? 'Text',
      applicationLevel: config?.choice('application_log_level', APPLICATION_LEVELS) ?? 'INFO',
      systemLevel: config?.choice('system_log_level', SYSTEM_LEVELS) ?? 'INFO',
    },
  };
}

function readPermission(permission: Arguments): FunctionDefinition['permissions'][number] {
  return {
    address: permission.resource.address,
    action: permission.requiredText('action'),
    principal: permission.requiredText('principal'),
    sourceArn: permission.text('source_arn'),
    qualifier: functionReference(permission).qualifier,
  };
}
