/** The variables an execution environment starts with: AWS's own, then the function's. */
import type { FunctionDefinition } from '../application';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface EnvironmentSettings {
  readonly version: string;
  readonly region: string;
  readonly taskRoot: string;
  readonly logStream: string;
  /** Where SDK calls go: `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  readonly credentials: Credentials;
}

/**
 * Nothing of the laptop's own environment is among them.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function environmentVariables(
  definition: FunctionDefinition,
  settings: EnvironmentSettings,
): Record<string, string> {
  const nodeModules = `/opt/nodejs/${definition.runtime.replace('nodejs', 'node').replace('.x', '')}/node_modules`;
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    NODE_PATH: `${nodeModules}:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task`,
    ...definition.environment,
    ...reservedVariables(definition, settings),
    AWS_ENDPOINT_URL: settings.endpoint,
    // The laptop's Node may be older than Lambda's: the SDK's word on that is no line of the function's.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/** Those that a function's configuration cannot set. */
function reservedVariables(
  definition: FunctionDefinition,
  { version, region, taskRoot, logStream, credentials }: EnvironmentSettings,
): Record<string, string> {
  const { logging } = definition;
  return {
    _HANDLER: definition.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMiB),
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: logging.format,
    ...(logging.format === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel }),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
  };
}
