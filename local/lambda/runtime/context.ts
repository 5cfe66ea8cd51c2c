/** The `context` argument of a handler, and the callbacks that hang on it. */
import type { InvokeMessage } from './protocol';

/** How an invocation ends. The first call wins; every later one does nothing. */
export interface Completion {
  readonly succeed: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
  /** Keeps the result until the event loop has nothing left to do. */
  readonly succeedWhenIdle: (result: unknown) => void;
}

type Callback = (error?: unknown, result?: unknown) => void;

/**
 * The context object: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 *
 * @returns the context, and the callback for handlers that take one.
 */
export function createContext(message: InvokeMessage, completion: Completion) {
  let waitsForEmptyEventLoop = true;
  const done: Callback = (error, result) => {
    if (error === undefined || error === null) completion.succeed(result);
    else completion.fail(error);
  };
  const context = {
    get callbackWaitsForEmptyEventLoop() {
      return waitsForEmptyEventLoop;
    },
    set callbackWaitsForEmptyEventLoop(value: boolean) {
      waitsForEmptyEventLoop = value;
    },
    succeed: (result: unknown) => {
      done(null, result);
    },
    fail: (error: unknown) => {
      completion.fail(error);
    },
    done,
    ...environmentData(),
    ...invocationData(message),
  };
  const callback: Callback = (error, result) => {
    if (error !== undefined && error !== null) completion.fail(error);
    else if (waitsForEmptyEventLoop) completion.succeedWhenIdle(result);
    else completion.succeed(result);
  };
  return { context, callback };
}

/** The same for every invocation of an environment; a look at `process.env` leaves the thread's heap. */
let known: ReturnType<typeof readEnvironment> | undefined;

function environmentData() {
  return (known ??= readEnvironment());
}

function readEnvironment() {
  const { env } = process;
  return {
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
  };
}

function invocationData(message: InvokeMessage) {
  return {
    clientContext: parseClientContext(message.clientContext),
    identity: undefined,
    invokedFunctionArn: message.invokedFunctionArn,
    awsRequestId: message.requestId,
    getRemainingTimeInMillis: () => message.deadlineMs - Date.now(),
  };
}

function parseClientContext(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`Cannot parse ClientContext as json: ${String(error)}`, { cause: error });
  }
}
