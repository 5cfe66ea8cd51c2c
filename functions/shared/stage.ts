import { LOG_LEVELS, type LogLevel } from './log';

/** The stage that an event came through, with what its deployer set for it. */
export interface Stage {
  /** `dev`, `prod`. */
  readonly name: string;
  /** Stage variables; none for a direct invocation. */
  readonly variables: StageVariables;
  /** From the variable `logLevel`, else the function's environment; default `info`. */
  readonly logLevel: LogLevel;
}

export type StageVariables = Readonly<Record<string, string | undefined>>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the stage from an event of either integration: proxy events say `stageVariables` and `requestContext.stage`, those
 * of a pass-through mapping template `stage-variables` and `context.stage`. A direct invocation has neither: then `STAGE`
 * and `LOG_LEVEL` of the function's environment count.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 */
export function stageOf(event: unknown, environment: Environment = process.env): Stage {
  const context = objectAt(event, 'requestContext') ?? objectAt(event, 'context');
  const variables = texts(objectAt(event, 'stageVariables') ?? objectAt(event, 'stage-variables'));
  const name = context?.['stage'];
  return {
    name: typeof name === 'string' ? name : (environment['STAGE'] ?? ''),
    variables,
    logLevel: logLevelOf(variables['logLevel'] ?? environment['LOG_LEVEL']),
  };
}

function logLevelOf(text = 'info'): LogLevel {
  const lowerCase = text.toLowerCase();
  return LOG_LEVELS.find((level) => level === lowerCase) ?? 'info';
}

function objectAt(event: unknown, key: string): Record<string, unknown> | undefined {
  const value = isObject(event) ? event[key] : undefined;
  return isObject(value) ? value : undefined;
}

function texts(object: Record<string, unknown> = {}): StageVariables {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : undefined,
    ]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
