/** `aws_api_gateway_stage` and `aws_api_gateway_method_settings`. */
import type { AccessLog, Canary, MethodSettings, Stage } from '../../../rest-api';
import type { Arguments } from '../arguments';
import { refuseTwins } from '../twins';
import { idOfPart, type ApiParts } from './api-parts';
import type { UsagePlanStages } from './usage-plans';

const LOG_GROUP_ARN = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:(?<name>[^:]+)(?::\*)?$/;

/**
 * The stages of an API.
 *
 * @throws LocatedError for a stage without a deployment of this API, and for settings of a stage that is not there.
 */
export function readStages(
  parts: ApiParts,
  { apiId, usagePlans }: { readonly apiId: string; readonly usagePlans: UsagePlanStages },
): readonly Stage[] {
  const stages = parts('aws_api_gateway_stage');
  const settings = parts('aws_api_gateway_method_settings');
  refuseTwins(stages, (stage) => stage.requiredText('stage_name'), 'stage_name');
  const deploymentIds = parts('aws_api_gateway_deployment').map(idOfPart);
  const names = stages.map(stageName);
  for (const of of settings) {
    if (!names.includes(of.requiredText('stage_name'))) {
      throw of.error('stage_name', 'this API has no such stage');
    }
  }
  return stages.map((stage) => {
    const name = stage.requiredText('stage_name');
    const methodSettings = settings
      .filter((of) => of.requiredText('stage_name') === name)
      .map(readMethodSettings)
      .toSorted((a, b) => wildcards(a) - wildcards(b));
    return {
      ...readStage(stage, deploymentIds),
      executionLogGroup: methodSettings.some(({ loggingLevel }) => loggingLevel !== 'OFF')
        ? `API-Gateway-Execution-Logs_${apiId}/${name}`
        : undefined,
      methodSettings,
      usagePlans: usagePlans(apiId, name),
    };
  });
}

function readStage(
  stage: Arguments,
  deploymentIds: readonly string[],
): Omit<Stage, 'executionLogGroup' | 'methodSettings' | 'usagePlans'> {
  const deploymentId = stage.requiredText('deployment_id');
  if (!deploymentIds.includes(deploymentId)) {
    throw stage.error('deployment_id', 'no deployment of this API has this id');
  }
  return {
    address: stage.resource.address,
    name: stage.requiredText('stage_name'),
    deploymentId,
    variables: stage.textMap('variables'),
    accessLog: accessLogOf(stage),
    canary: canaryOf(stage),
    tracingEnabled: stage.boolean('xray_tracing_enabled') ?? false,
    documentationVersion: stage.text('documentation_version'),
  };
}

/** A Firehose stream, which is no log group, is refused or warned of before. */
function accessLogOf(stage: Arguments): AccessLog | undefined {
  const settings = stage.block('access_log_settings');
  if (settings === undefined) return undefined;
  const logGroup = LOG_GROUP_ARN.exec(settings.requiredText('destination_arn'))?.groups?.['name'];
  return logGroup === undefined ? undefined : { logGroup, format: settings.requiredText('format') };
}

function canaryOf(stage: Arguments): Canary | undefined {
  const settings = stage.block('canary_settings');
  if (settings === undefined) return undefined;
  return {
    percentTraffic: settings.number('percent_traffic') ?? 0,
    stageVariableOverrides: settings.textMap('stage_variable_overrides'),
  };
}

function readMethodSettings(of: Arguments): MethodSettings {
  const settings = of.block('settings');
  return {
    methodPath: of.requiredText('method_path'),
    throttlingRateLimit: settings?.number('throttling_rate_limit'),
    throttlingBurstLimit: settings?.number('throttling_burst_limit'),
    loggingLevel: settings?.choice('logging_level', ['OFF', 'ERROR', 'INFO']) ?? 'OFF',
    dataTraceEnabled: settings?.boolean('data_trace_enabled') ?? false,
  };
}

/** The more of the path is a wildcard, the less exact it is. */
function wildcards({ methodPath }: MethodSettings): number {
  return methodPath.split('/').filter((part) => part === '*').length;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/stages.html */
function stageName(stage: Arguments): string {
  const name = stage.requiredText('stage_name');
  if (/^[\w-]{1,128}$/.test(name)) return name;
  throw stage.error(
    'stage_name',
    `${JSON.stringify(name)} is refused by API Gateway, which takes up to 128 letters, digits, - and _`,
  );
}
