/** Holds an answer against what AWS answered. */
import type { HttpAnswer } from './http-client';
import { at, isObject, list, parseJson, text, type Json, type JsonObject } from './json';
import {
  difference,
  eventDifference,
  first,
  subsetDifference,
  told,
  withLowerKeys,
} from './matching';

/** Everything a step can be asked about. */
export interface Observed {
  readonly answer: HttpAnswer;
  /** Per function, what it was called with in this step. */
  readonly events: Readonly<Record<string, readonly Json[]>>;
  readonly accessLog: readonly string[];
}

type Check = (expected: Json, observed: Observed) => string | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  status: (expected, { answer }) => difference(expected, answer.statusCode),
  headers: (expected, { answer }) =>
    isObject(expected)
      ? first(Object.entries(expected), ([name, value]) => checkHeader(name, value, answer))
      : 'headers is no map',
  raw_header_name: (expected, { answer }) =>
    answer.rawHeaders.some(([name]) => name === expected)
      ? undefined
      : told(
          '',
          expected,
          answer.rawHeaders.map(([name]) => name),
        ),
  body_json: (expected, { answer }) => difference(expected, json(answer)),
  body_json_subset: (expected, { answer }) => subsetDifference(expected, json(answer)),
  body_json_ci_keys: (expected, { answer }) =>
    difference(withLowerKeys(expected), withLowerKeys(json(answer))),
  body_text: (expected, { answer }) => difference(expected, answer.body.toString('utf8')),
  body_base64: (expected, { answer }) => difference(expected, answer.body.toString('base64')),
  body_empty: (expected, { answer }) =>
    (answer.body.length === 0) === expected
      ? undefined
      : told('', expected, answer.body.toString('utf8')),
  max_duration_ms: (expected, { answer }) =>
    answer.durationMs <= Number(expected) ? undefined : told('', expected, answer.durationMs),
  invocations: (expected, { events }) =>
    isObject(expected)
      ? first(Object.entries(expected), ([name, count]) =>
          difference(count, events[name]?.length ?? 0, name),
        )
      : 'invocations is no map',
  events: (expected, { events }) =>
    isObject(expected)
      ? first(Object.entries(expected), ([name, items]) => checkEvents(name, list(items), events))
      : 'events is no map',
  access_log: (expected, observed) =>
    isObject(expected)
      ? first(Object.entries(expected), ([name, value]) => checkAccessLog(name, value, observed))
      : 'access_log is no map',
};

/** @returns the first thing that differs; `undefined`: none. */
export function unmet(expected: JsonObject, observed: Observed): string | undefined {
  return first(Object.entries(expected), ([key, value]) => {
    const check = CHECKS[key];
    if (check === undefined) return `this runner does not know "${key}"`;
    const problem = check(value, observed);
    return problem === undefined ? undefined : `${key} ${problem}`;
  });
}

function checkHeader(name: string, expected: Json, { rawHeaders }: HttpAnswer): string | undefined {
  const values = rawHeaders
    .filter(([candidate]) => candidate.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
  const got = values.length === 0 ? undefined : values.join(', ');
  const mustBeAbsent = expected === null || at(expected, 'absent') === true;
  if (mustBeAbsent) return got === undefined ? undefined : told(name, null, got);
  if (at(expected, 'present') === true) {
    return got === undefined ? told(name, 'any value', undefined) : undefined;
  }
  return difference(expected, got, name);
}

function checkEvents(
  name: string,
  expected: readonly Json[],
  events: Observed['events'],
): string | undefined {
  const got = events[name] ?? [];
  if (got.length !== expected.length) return told(`${name} events`, expected.length, got.length);
  return first([...expected.keys()], (index) => {
    const item = expected[index];
    const problem = isObject(item)
      ? eventDifference(item, got[index] ?? null)
      : 'the expected event is no map';
    return problem === undefined ? undefined : `${name}[${String(index)}] ${problem}`;
  });
}

function checkAccessLog(key: string, expected: Json, observed: Observed): string | undefined {
  const { accessLog, answer } = observed;
  const line = accessLog.at(-1);
  switch (key) {
    case 'lines':
      return difference(expected, accessLog.length, key);
    case 'regex':
      return difference({ $regex: expected }, line, key);
    case 'json_subset':
      return subsetDifference(expected, line === undefined ? undefined : parse(line), key);
    case 'request_id_matches_header': {
      const id = answer.rawHeaders.find(
        ([name]) => name.toLowerCase() === text(expected).toLowerCase(),
      )?.[1];
      return id !== undefined && line?.includes(id) === true ? undefined : told(key, id, line);
    }
    default:
      return `this runner does not know access_log "${key}"`;
  }
}

function json({ body }: HttpAnswer): Json | undefined {
  return parse(body.toString('utf8'));
}

function parse(source: string): Json | undefined {
  try {
    return parseJson(source);
  } catch {
    return undefined;
  }
}
