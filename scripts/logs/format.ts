/** Log lines for people: a time, where from, the level, what happened; what a function added behind it. */
import type { LogLine } from '../operate/log-events';
import { isRecord, memberOf, textOf } from '../pipeline/json';
import { terminalText } from '../terminal';

const LABEL_WIDTH = 10;

/** One line for a terminal. */
export function formatLine({ label, timestamp, message }: LogLine): string {
  const time = new Date(timestamp).toISOString().slice(0, -1).replace('T', ' ');
  // A terminal must not be told what to do by what a caller has sent.
  return `${time}  ${label.padEnd(LABEL_WIDTH)}  ${terminalText(summarize(message))}\n`;
}

/** One line for a program: the message is an object when it is JSON. */
export function formatJson({ label, timestamp, message }: LogLine): string {
  const time = new Date(timestamp).toISOString();
  return `${JSON.stringify({ time, source: label, message: parse(message) ?? message })}\n`;
}

function summarize(message: string): string {
  const record = parse(message);
  if (record === undefined) return message;
  const type = textOf(record['type']);
  if (type.startsWith('platform.')) return platformLine(type.slice('platform.'.length), record);
  if (typeof record['httpMethod'] === 'string') return accessLine(record);
  return functionLine(record);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
function platformLine(type: string, event: Readonly<Record<string, unknown>>): string {
  const facts = ['status', 'errorType', 'requestId'].map((name) =>
    textOf(memberOf(event, 'record', name)),
  );
  const metrics = memberOf(event, 'record', 'metrics');
  return words([`platform ${type}`, ...facts, isRecord(metrics) ? members(metrics) : '']);
}

function accessLine(line: Readonly<Record<string, unknown>>): string {
  const of = (name: string): string => (line[name] === '-' ? '' : textOf(line[name]));
  const labelled = (name: string, unit = ''): string =>
    of(name) === '' ? '' : `${name}=${of(name)}${unit}`;
  return words([
    of('status'),
    of('httpMethod'),
    of('path'),
    labelled('responseLatency', 'ms'),
    labelled('integrationLatency', 'ms'),
    labelled('errorType'),
    labelled('errorMessage'),
    labelled('apiKeyId'),
    labelled('requestId'),
  ]);
}

/** Lambda's JSON format keeps what was logged in `message`: a text, or an object with our `event` in it. */
function functionLine(line: Readonly<Record<string, unknown>>): string {
  const { timestamp: _, level, requestId, message, ...others } = line;
  const id = typeof requestId === 'string' ? `requestId=${requestId}` : '';
  if (!isRecord(message)) {
    return words([textOf(level), textOf(message), members(others), id]);
  }
  const { event, ...rest } = message;
  return words([textOf(level), textOf(event), members({ ...rest, ...others }), id]);
}

function members(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}

function words(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function parse(message: string): Readonly<Record<string, unknown>> | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(message);
    return isRecord(value) ? value : undefined;
  } catch {
    // A line that only looks like JSON is shown as it is.
    return undefined;
  }
}
