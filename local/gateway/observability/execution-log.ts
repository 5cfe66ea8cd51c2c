import type { Exchange, ResponseDraft } from '../exchange';

/**
 * What CloudWatch's execution log of a stage tells of a request: at `ERROR` why it failed, at `INFO` each step too.
 * Bodies and headers are never written, as with data tracing off.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function executionLogLines(exchange: Exchange, response: ResponseDraft): string[] {
  const level = loggingLevel(exchange);
  if (level === 'OFF') return [];
  const { failure, requestId, target, request } = exchange;
  const failed =
    failure === undefined ? [] : [`Gateway response type: ${failure.type}: ${failure.message}`];
  const steps =
    level === 'INFO'
      ? [
          `HTTP Method: ${request.method}, Resource Path: ${target.path}`,
          ...exchange.timings.map(
            ({ step, durationMs }) => `Step ${step} took ${durationMs.toFixed(1)} ms`,
          ),
        ]
      : [];
  const end =
    level === 'INFO' || failure !== undefined
      ? [`Method completed with status: ${String(response.statusCode)}`]
      : [];
  return [...steps, ...failed, ...end].map(
    (line) => `(${requestId}) ${line.replace(/[\r\n]+/g, ' ')}`,
  );
}

/** The most exact of the stage's method settings decides. */
function loggingLevel({ stage, route, request }: Exchange): 'OFF' | 'ERROR' | 'INFO' {
  const own = route === undefined ? '' : `${route.resource.path}/${request.method}`;
  const setting =
    stage.methodSettings.find(({ methodPath }) => `/${methodPath.replace(/^\//, '')}` === own) ??
    stage.methodSettings.find(({ methodPath }) => methodPath === '*/*');
  return setting?.loggingLevel ?? 'OFF';
}
