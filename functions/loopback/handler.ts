import type { Context } from 'aws-lambda';
import { createLog } from '../shared/log';
import { stageOf, type Stage } from '../shared/stage';
import { withoutAccount, withoutNames } from './redact';

type Fields = Readonly<Record<string, unknown>>;

/** What came in, and what Lambda says of the invocation. */
export interface Echo {
  readonly event: unknown;
  readonly context: Fields;
}

/**
 * Echoes the event that the pass-through mapping template made of a request, with the invocation's context beside it.
 *
 * The stage variable `accountDetails` decides whether the echo tells which account this is, and what its functions and tables
 * are called: `shown` or `hidden`. Without it, and in a direct invocation, they are hidden in prod.
 */
export const handler = async (event: unknown, context: Context): Promise<Echo> => {
  const stage = stageOf(event);
  const log = createLog({ level: stage.logLevel, fields: { stage: stage.name } });
  const hidden = hidesAccount(stage);
  log.debug('echoed', { accountDetails: hidden ? 'hidden' : 'shown' });
  const details = contextFields(context);
  return hidden
    ? { event: redactEvent(event), context: withoutAccount(details) }
    : { event, context: details };
};

function hidesAccount({ name, variables }: Stage): boolean {
  const setting = variables['accountDetails'];
  return setting === undefined ? name === 'prod' : setting !== 'shown';
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextFields(context: Context): Fields {
  return {
    functionName: context.functionName,
    functionVersion: context.functionVersion,
    invokedFunctionArn: context.invokedFunctionArn,
    memoryLimitInMB: context.memoryLimitInMB,
    awsRequestId: context.awsRequestId,
    logGroupName: context.logGroupName,
    logStreamName: context.logStreamName,
    remainingTimeInMillis: context.getRemainingTimeInMillis(),
  };
}

function redactEvent(event: unknown): unknown {
  if (!isFields(event)) return event;
  const { context, 'stage-variables': variables } = event;
  return {
    ...event,
    ...(isFields(variables) ? { 'stage-variables': withoutNames(variables) } : {}),
    ...(isFields(context) ? { context: withoutAccount(context) } : {}),
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
