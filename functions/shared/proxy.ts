import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { errorFacts } from './error-facts';
import { createLog, type Log } from './log';
import { corsHeaders, HttpError, toProxyResult, type Answer } from './response';
import { stageOf, type Stage } from './stage';

/** One request, with what is known of where it came through. */
export interface ProxyRequest {
  readonly event: APIGatewayProxyEvent;
  readonly stage: Stage;
  readonly log: Log;
}

/** Is this the event of a proxy integration, and not of a direct invocation? */
export function isProxyEvent(event: unknown): event is APIGatewayProxyEvent {
  return (
    typeof event === 'object' &&
    event !== null &&
    'httpMethod' in event &&
    typeof event.httpMethod === 'string' &&
    'requestContext' in event &&
    typeof event.requestContext === 'object' &&
    event.requestContext !== null
  );
}

/** The value of a request header, its name in any case. */
export function headerOf(event: APIGatewayProxyEvent, name: string): string | undefined {
  // `headers` is null in events that a console or a test makes up.
  const headers: unknown = event.headers;
  const found = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

/**
 * Runs `answer` for one proxy event: the border where errors become answers. An `HttpError` is shown as it is; any other
 * is logged, and shown as a bare 500.
 */
export async function answerProxyEvent(
  event: APIGatewayProxyEvent,
  answer: (request: ProxyRequest) => Promise<Answer>,
): Promise<APIGatewayProxyResult> {
  const stage = stageOf(event);
  const log = createLog({
    level: stage.logLevel,
    fields: { stage: stage.name, apiRequestId: event.requestContext.requestId },
  });
  const cors = corsHeaders(stage, headerOf(event, 'origin'));
  try {
    return toProxyResult(await answer({ event, stage, log }), cors);
  } catch (error) {
    return toProxyResult(answerFor(error, log), cors);
  }
}

function answerFor(error: unknown, log: Log): Answer {
  if (error instanceof HttpError) {
    const { statusCode, message, headers } = error;
    if (statusCode < 500) log.info('refused', { statusCode });
    else log.warn('refused', { statusCode, cause: errorFacts(error.cause).name });
    return { statusCode, body: { message }, headers };
  }
  const { name, message: reason } = errorFacts(error);
  log.error('failed', { error: name, reason });
  return { statusCode: 500, body: { message: 'Internal server error' } };
}
