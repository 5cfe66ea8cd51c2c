import type { FunctionDefinition } from '../../application';
import { describeCode } from './code';

const LATEST = '$LATEST';
/** MiB of `/tmp`; the laptop's own disk has no limit. */
const EPHEMERAL_STORAGE = 512;

/**
 * A function (or one version of it) in the shape of Lambda's API.
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 *
 * @param qualifier An alias or a version: the ARN has it then, and `Version` is what it points to.
 */
export async function functionConfiguration(
  definition: FunctionDefinition,
  qualifier: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const { size, sha256, lastModified } = await describeCode(definition.zipPath);
  const { logging, asynchronous } = definition;
  const isJson = logging.format === 'JSON';
  return {
    FunctionName: definition.name,
    FunctionArn: qualifiedArn(definition, qualifier),
    Runtime: definition.runtime,
    Role: definition.role?.arn,
    Handler: definition.handler,
    CodeSize: size,
    Description: definition.description ?? '',
    Timeout: definition.timeoutSeconds,
    MemorySize: definition.memoryMiB,
    LastModified: lastModified,
    CodeSha256: sha256,
    Version: versionOf(definition, qualifier),
    ...(Object.keys(definition.environment).length > 0 && {
      Environment: { Variables: definition.environment },
    }),
    ...(asynchronous.deadLetterArn !== undefined && {
      DeadLetterConfig: { TargetArn: asynchronous.deadLetterArn },
    }),
    TracingConfig: { Mode: definition.tracing },
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [definition.architecture],
    EphemeralStorage: { Size: EPHEMERAL_STORAGE },
    LoggingConfig: {
      LogFormat: logging.format,
      ...(isJson && { ApplicationLogLevel: logging.applicationLevel }),
      ...(isJson && { SystemLogLevel: logging.systemLevel }),
      LogGroup: definition.logGroup,
    },
  };
}

export function qualifiedArn({ arn }: FunctionDefinition, qualifier: string | undefined): string {
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

function versionOf({ aliases }: FunctionDefinition, qualifier: string | undefined): string {
  if (qualifier === undefined) return LATEST;
  return Object.hasOwn(aliases, qualifier) ? (aliases[qualifier] ?? LATEST) : qualifier;
}
