import type { Application } from '../../application';
import type { MethodSettings, Stage } from '../../rest-api';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
export function stageSummary(
  stage: Stage,
  { region, accountId }: Application,
  createdDate: number,
): unknown {
  const { accessLog, canary } = stage;
  const logGroups = `arn:aws:logs:${region}:${accountId}:log-group:`;
  return {
    deploymentId: stage.deploymentId,
    stageName: stage.name,
    cacheClusterEnabled: false,
    cacheClusterStatus: 'NOT_AVAILABLE',
    methodSettings: Object.fromEntries(
      stage.methodSettings.map((settings) => [settings.methodPath, methodSetting(settings)]),
    ),
    ...(Object.keys(stage.variables).length > 0 && { variables: stage.variables }),
    documentationVersion: stage.documentationVersion,
    ...(accessLog !== undefined && {
      accessLogSettings: {
        format: accessLog.format,
        destinationArn: `${logGroups}${accessLog.logGroup}`,
      },
    }),
    ...(canary !== undefined && { canarySettings: { ...canary, useStageCache: false } }),
    tracingEnabled: stage.tracingEnabled,
    createdDate,
    lastUpdatedDate: createdDate,
  };
}

function methodSetting(settings: MethodSettings): unknown {
  return {
    loggingLevel: settings.loggingLevel,
    dataTraceEnabled: settings.dataTraceEnabled,
    // -1: no limit but the account's.
    throttlingBurstLimit: settings.throttlingBurstLimit ?? -1,
    throttlingRateLimit: settings.throttlingRateLimit ?? -1,
    cachingEnabled: false,
  };
}
