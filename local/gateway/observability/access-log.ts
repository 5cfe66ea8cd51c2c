import { CONTEXT_VARIABLES, textAt } from '../context-variables';
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
  const readers = paths.map(compileVariable);
  return (exchange, response) =>
    texts.reduce((line, text, index) => {
      const read = readers[index];
      return line + text + (read === undefined ? '' : escape(read(exchange, response)));
    }, '');
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

/** Reads one variable; AWS writes `-` for what has no value. */
function compileVariable(path: string): AccessLogFormat {
  const [name = '', ...rest] = path.split('.');
  const read = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
  return (exchange, response) => {
    const text = textAt(read?.(exchange, response), rest) ?? '';
    return text === '' ? '-' : text;
  };
}

/** What templates see, and what is known when the response is. */
const VARIABLES: Readonly<
  Record<string, (exchange: Exchange, response: ResponseDraft) => unknown>
> = {
  ...CONTEXT_VARIABLES,
  status: (_, { statusCode }) => String(statusCode),
  responseLength: (_, { body }) => String(Buffer.byteLength(body)),
  responseLatency: ({ startedAt }) => String(Date.now() - startedAt),
  integration: integrationVariables,
  integrationLatency: ({ integrationLatencyMs }) => integrationLatencyMs,
  integrationStatus: (exchange) => integrationVariables(exchange).integrationStatus,
  integrationErrorMessage: (exchange) => integrationVariables(exchange).error,
  authorize: authorizeVariables,
  authorizer: authorizerVariables,
};

/** A proxy has two statuses: what Lambda answered the gateway, and what the function's code answers the client. */
function integrationVariables(exchange: Exchange) {
  const { integrationResult: result, backendRequestId: requestId } = exchange;
  const latency = exchange.integrationLatencyMs;
  // Of a failure before the integration it says nothing.
  const error = latency === undefined ? undefined : exchange.failure?.reason;
  const backendStatus = result?.kind === 'mock' ? result.statusCode : undefined;
  const integrationStatus = requestId === undefined ? backendStatus : 200;
  const status = result?.kind === 'proxy' ? result.response.statusCode : integrationStatus;
  return { error, integrationStatus, latency, requestId, status };
}

/** How the step of authorizing ended. */
function authorizeVariables({ authorizer, failure }: Exchange): unknown {
  if (authorizer === undefined) return undefined;
  const { status, error, latencyMs: latency } = authorizer;
  return { error, latency, status: failure?.type === 'ACCESS_DENIED' ? 403 : status };
}

/** What templates cannot see of the authorizer comes to what they can. */
function authorizerVariables(exchange: Exchange): unknown {
  const { authorizer } = exchange;
  if (authorizer === undefined) return undefined;
  const { status, error, requestId } = authorizer;
  const seen = CONTEXT_VARIABLES['authorizer']?.(exchange);
  return {
    ...(typeof seen === 'object' ? seen : {}),
    error,
    integrationStatus: requestId === undefined ? undefined : status,
    requestId,
    status,
  };
}

/** What stands in JSON text as it is, as nearly every value does. */
const NEEDS_NO_ESCAPE = /^[ !#-[\]-~]*$/;

/** A JSON format stays JSON, and no value brings a line break. */
function escapeJson(value: string): string {
  if (NEEDS_NO_ESCAPE.test(value)) return value;
  const isQuoted = value.startsWith('"') && value.endsWith('"');
  return isQuoted ? escapeText(value) : JSON.stringify(value).slice(1, -1);
}

function escapeText(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}
