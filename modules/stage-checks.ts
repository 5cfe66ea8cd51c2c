import { NOTIFIER } from './monitoring/notifications';
import type { RestApiDefinition } from './rest-api-definition';
import { functionNames, tableRows } from './route-table';
import type { StageSettings } from './stage-settings';

export interface CheckedStage {
  readonly stageName: string;
  readonly definition: RestApiDefinition;
  readonly settings: StageSettings;
}

/**
 * Holds a stage's settings against the API: a name that does not occur in it would be a safety net that hangs nowhere.
 *
 * @throws Error in one line: which setting, what is wrong with it, what it may be.
 */
export function checkSettings(stage: CheckedStage): void {
  checkReservedConcurrency(stage);
  checkMethodThrottles(stage);
  if (stage.settings.notifications === true && stage.settings.alarms === undefined) {
    throw new Error(
      `stage "${stage.stageName}": notifications without alarms would tell nothing; give alarms their thresholds, or take notifications out of config.ts`,
    );
  }
}

function checkReservedConcurrency({ stageName, definition, settings }: CheckedStage): void {
  const known = [...functionNames(definition), NOTIFIER];
  for (const [name, value] of Object.entries(settings.reservedConcurrency ?? {})) {
    if (!known.includes(name)) {
      throw new Error(
        `stage "${stageName}": reservedConcurrency names a function "${name}" that there is not: the functions are ${known.join(', ')}; correct it in config.ts`,
      );
    }
    if (!Number.isInteger(value) || value < 0) {
      throw new Error(
        `stage "${stageName}": reservedConcurrency of "${name}" is ${value}: must be a whole number, 0 to switch the function off; correct it in config.ts`,
      );
    }
  }
}

function checkMethodThrottles({ stageName, definition, settings }: CheckedStage): void {
  const known = tableRows(definition).map(({ key }) => key);
  for (const [key, { rateLimit, burstLimit }] of Object.entries(settings.methodThrottles ?? {})) {
    if (!known.includes(key)) {
      throw new Error(
        `stage "${stageName}": methodThrottles names a route "${key}" that there is not: the routes are ${known.join(', ')}; correct it in config.ts`,
      );
    }
    if (!(rateLimit >= 0) || !Number.isInteger(burstLimit) || burstLimit < 0) {
      throw new Error(
        `stage "${stageName}": methodThrottles of "${key}": rateLimit ${rateLimit} and burstLimit ${burstLimit} must be numbers from 0 on, the burst a whole one; correct them in config.ts`,
      );
    }
  }
}
