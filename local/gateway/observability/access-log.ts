import { contextVariables, variableText, type ContextVariables } from '../context-variables';
import type { Exchange, ResponseDraft } from '../exchange';

const NAME = /context\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_-]+)*)/.source;
const VARIABLE = new RegExp(`\\$(?:\\{${NAME}\\}|${NAME})`, 'g');

/** Makes the line of one request. */
export type AccessLogFormat = (exchange: Exchange, response: ResponseDraft) => string;

/**
 * Reads a stage's format once, for a line per request; a variable without a value is `-`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function compileAccessLog(format: string): AccessLogFormat {
  // A value must not end the line: what a client sent would else look like a line of ours.
  const { texts, paths } = parseFormat(format.replace(/[\r\n]+/g, ' '));
  const escape = format.trimStart().startsWith('{') ? escapeJson : escapeText;
  return (exchange, response) => {
    const values: ContextVariables = {
      ...contextVariables(exchange),
      ...responseVariables(exchange, response),
    };
    return texts.reduce((line, text, index) => {
      const path = paths[index];
      return line + text + (path === undefined ? '' : escape(valueAt(values, path)));
    }, '');
  };
}

/** The text before each variable, and behind the last; between two texts stands the variable at that place of `paths`. */
function parseFormat(format: string) {
  const texts: string[] = [];
  const paths: string[] = [];
  let end = 0;
  for (const match of format.matchAll(VARIABLE)) {
    texts.push(format.slice(end, match.index));
    paths.push(match[1] ?? match[2] ?? '');
    end = match.index + match[0].length;
  }
  texts.push(format.slice(end));
  return { texts, paths };
}

function responseVariables(exchange: Exchange, { statusCode, body }: ResponseDraft): object {
  return {
    status: String(statusCode),
    responseLength: String(Buffer.byteLength(body)),
    responseLatency: String(Date.now() - exchange.startedAt),
    ...integrationVariables(exchange),
    ...authorizerVariables(exchange),
    waf: {},
  };
}

/** A proxy has two statuses: what Lambda answered the gateway, and what the function's code answers the client. */
function integrationVariables(exchange: Exchange): object {
  const { integrationResult: result, backendRequestId: requestId } = exchange;
  const latency = exchange.integrationLatencyMs;
  // Of a failure before the integration it says nothing.
  const error = latency === undefined ? undefined : exchange.failure?.reason;
  const backendStatus = result?.kind === 'mock' ? result.statusCode : undefined;
  const integrationStatus = requestId === undefined ? backendStatus : 200;
  const status = result?.kind === 'proxy' ? result.response.statusCode : integrationStatus;
  return {
    integrationLatency: latency,
    integrationStatus,
    integrationErrorMessage: error,
    integration: { error, integrationStatus, latency, requestId, status },
  };
}

/** What templates cannot see of the authorizer comes to what they can. */
function authorizerVariables(exchange: Exchange): object {
  const { authorizer, failure } = exchange;
  if (authorizer === undefined) return {};
  const { status, error, latencyMs: latency, requestId } = authorizer;
  const seen = contextVariables(exchange)['authorizer'];
  return {
    authorize: { error, latency, status: failure?.type === 'ACCESS_DENIED' ? 403 : status },
    authorizer: {
      ...(typeof seen === 'object' ? seen : {}),
      error,
      integrationStatus: requestId === undefined ? undefined : status,
      requestId,
      status,
    },
  };
}

/** AWS writes `-` for what has no value. */
function valueAt(values: ContextVariables, path: string): string {
  const text = variableText(values, path) ?? '';
  return text === '' ? '-' : text;
}

/** A JSON format stays JSON, and no value brings a line break. */
function escapeJson(value: string): string {
  const isQuoted = value.startsWith('"') && value.endsWith('"');
  return isQuoted ? escapeText(value) : JSON.stringify(value).slice(1, -1);
}

function escapeText(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}
