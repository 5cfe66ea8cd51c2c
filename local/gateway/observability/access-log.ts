import { contextVariables, variableText, type ContextVariables } from '../context-variables';
import type { Exchange, ResponseDraft } from '../exchange';

const NAME = /context\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_-]+)*)/.source;
const VARIABLE = new RegExp(`\\$(?:\\{${NAME}\\}|${NAME})`, 'g');

/**
 * One line in the stage's own format; a variable without a value is `-`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function accessLogLine(format: string, exchange: Exchange, response: ResponseDraft): string {
  const values: ContextVariables = {
    ...contextVariables(exchange),
    ...responseVariables(exchange, response),
  };
  // A value must not end the line: what a client sent would else look like a line of ours.
  return format
    .replace(/[\r\n]+/g, ' ')
    .replace(VARIABLE, (_, braced: string | undefined, bare: string) =>
      escape(valueAt(values, braced ?? bare), format),
    );
}

function responseVariables(exchange: Exchange, { statusCode, body }: ResponseDraft): object {
  const latency = exchange.integrationLatencyMs;
  return {
    status: String(statusCode),
    responseLength: String(Buffer.byteLength(body)),
    responseLatency: String(Date.now() - exchange.startedAt),
    integrationLatency: latency,
    integrationStatus: integrationStatus(exchange),
    integrationErrorMessage: exchange.failure?.reason,
    integration: {
      error: exchange.failure?.reason,
      integrationStatus: integrationStatus(exchange),
      latency,
      requestId: exchange.backendRequestId,
      status: exchange.backendRequestId === undefined ? undefined : '200',
    },
    authorize: { status: undefined },
    waf: {},
  };
}

/** What the function itself answered. */
function integrationStatus({ integrationResult }: Exchange): string | undefined {
  switch (integrationResult?.kind) {
    case 'proxy':
      return String(integrationResult.response.statusCode);
    case 'lambda':
      return '200';
    case 'mock':
      return String(integrationResult.statusCode);
    case undefined:
      return undefined;
  }
}

/** AWS writes `-` for what has no value. */
function valueAt(values: ContextVariables, path: string): string {
  const text = variableText(values, path) ?? '';
  return text === '' ? '-' : text;
}

/** A JSON format stays JSON, and no value brings a line break. */
function escape(value: string, format: string): string {
  const isQuoted = value.startsWith('"') && value.endsWith('"');
  if (format.trimStart().startsWith('{') && !isQuoted) return JSON.stringify(value).slice(1, -1);
  return value.replace(/[\r\n]+/g, ' ');
}
