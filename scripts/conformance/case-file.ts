import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parseJson, type Json, type JsonObject } from './json';

/** One recorded behaviour: what was given, and what AWS answered. */
export interface ConformanceCase {
  readonly id: string;
  readonly area: string;
  readonly kind: string;
  readonly title: string;
  readonly given: JsonObject;
  readonly lambda?: JsonObject;
  readonly request?: JsonObject;
  readonly expect?: JsonObject;
  readonly steps?: readonly JsonObject[];
}

const FORMAT = 'apigw-conformance/1';

const OBJECT = { type: 'object', required: [] } as const;
/** A member that is not listed is one this runner would overlook: the case fails. */
const SCHEMA = {
  type: 'object',
  required: ['id', 'area', 'kind', 'title', 'given'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    area: { type: 'string' },
    kind: { type: 'string' },
    title: { type: 'string' },
    given: OBJECT,
    lambda: OBJECT,
    request: OBJECT,
    expect: OBJECT,
    steps: { type: 'array', items: OBJECT },
    evidence: {},
    source: {},
    notes: {},
  },
};

const validate = new Ajv({ allErrors: false }).compile<ConformanceCase>(SCHEMA);

/** A case that can be run, or why it cannot. */
export type ReadCase =
  | { readonly kind: 'case'; readonly case: ConformanceCase }
  | { readonly kind: 'unreadable'; readonly id: string; readonly why: string };

/**
 * Reads a file of cases.
 *
 * @throws Error when it is no such file.
 */
export function readCaseFile(file: string): ReadCase[] {
  const content = parse(file);
  const isFile =
    typeof content === 'object' &&
    content !== null &&
    !Array.isArray(content) &&
    'cases' in content;
  if (!isFile || !('format' in content) || content['format'] !== FORMAT) {
    throw new Error(`${file} is no file of the format ${FORMAT}`);
  }
  const cases: unknown = content['cases'];
  if (!Array.isArray(cases)) throw new Error(`${file} has no list of cases`);
  return cases.map((one: unknown, index) => {
    if (validate(one)) return { kind: 'case', case: one };
    const why = validate.errors?.[0];
    return {
      kind: 'unreadable',
      id: `${file} case ${String(index + 1)}`,
      why: `${why?.instancePath ?? ''} ${why?.message ?? 'is no case'} ${JSON.stringify(why?.params ?? {})}`,
    };
  });
}

function parse(file: string): Json {
  try {
    return parseJson(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
}
