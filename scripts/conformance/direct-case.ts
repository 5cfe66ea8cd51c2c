/** Cases of one step alone, which run through the runtime's own code for that step. */
import { ContentError, convertContent } from '../../local/gateway/mapping/content-handling';
import { resolveUri } from '../../local/gateway/mapping/integration-uri';
import { compileTemplate } from '../../local/gateway/mapping/mapping-template';
import { mapRequestParameters } from '../../local/gateway/mapping/parameter-mapping';
import { evaluatePolicy } from '../../local/iam/policy';
import type { ConformanceCase } from './case-file';
import { at, isObject, list, parseJson, text, type Json, type JsonObject } from './json';
import { difference, first, subsetDifference, told } from './matching';

type Run = (given: JsonObject, expected: JsonObject) => string | undefined;

/** By kind. */
export const DIRECT_KINDS: Readonly<Record<string, Run>> = {
  vtl: runTemplate,
  mapping: runMapping,
  policy: runPolicy,
  uri: (given, expected) =>
    difference(
      expected['uri'] ?? null,
      resolveUri(
        text(given['uri']),
        texts(given['stage_variables']),
        texts(given['path_parameters']),
      ),
    ),
  content_handling: runContentHandling,
};

export function runDirectCase(
  run: Run,
  { given, expect = {} }: ConformanceCase,
): string | undefined {
  return run(given, expect);
}

function runTemplate(given: JsonObject, expected: JsonObject): string | undefined {
  const input = objectOf(given['input']);
  const params = objectOf(input['params']);
  const rendered = compileTemplate(text(given['template'])).render({
    phase: given['phase'] === 'response' ? 'response' : 'request',
    body: text(input['body'] ?? ''),
    params: {
      path: texts(params['path']),
      querystring: texts(params['querystring']),
      header: texts(params['header']),
    },
    context: objectOf(input['context']),
    stageVariables: texts(input['stageVariables']),
  });
  return first(Object.entries(expected), ([key, value]) => {
    switch (key) {
      case 'rendered':
        return difference(value, rendered.text, key);
      case 'rendered_json':
        return difference(value, parseJson(rendered.text), key);
      case 'overrides':
        return subsetDifference(value, parseJson(JSON.stringify(rendered)), key);
      default:
        return `this runner does not know "${key}"`;
    }
  });
}

function runMapping(given: JsonObject, expected: JsonObject): string | undefined {
  const input = objectOf(given['input']);
  const mapped = mapRequestParameters(texts(given['request_parameters']), {
    headers: grouped(input['headers']),
    querystring: grouped(input['query']),
    path: texts(input['path']),
    body: text(input['body'] ?? ''),
    context: objectOf(input['context']),
    stageVariables: texts(input['stageVariables']),
  });
  const got = parseJson(JSON.stringify(mapped));
  return first(Object.entries(expected), ([key, value]) => difference(value, at(got, key), key));
}

function runPolicy(given: JsonObject, expected: JsonObject): string | undefined {
  const decision = evaluatePolicy(given['policy_document'], {
    action: 'execute-api:Invoke',
    resource: text(given['method_arn']),
  });
  const wanted = text(expected['decision']);
  // A case may only say that it is denied, or how.
  const isMet = wanted === 'deny' ? decision !== 'allow' : decision.replace('-', '_') === wanted;
  return isMet ? undefined : told('decision', wanted, decision);
}

function runContentHandling(given: JsonObject, expected: JsonObject): string | undefined {
  return first(list(expected['rows']), (row) => {
    if (!isObject(row)) return 'a row is no map';
    const got = convertRow(given, row);
    return row['error_status'] === undefined
      ? difference(row['output_base64'] ?? null, got, text(row['payload']))
      : difference(row['error_status'], got, text(row['payload']));
  });
}

/** @returns the bytes in base64, or the status that the failure ends in. */
function convertRow(given: JsonObject, row: JsonObject): Json {
  const phase = given['phase'] === 'response' ? 'response' : 'request';
  const type = phase === 'request' ? given['content_type'] : given['payload_content_type'];
  const handling = given['content_handling'];
  try {
    const content = convertContent({
      phase,
      bytes: Buffer.from(text(row['input_base64']), 'base64'),
      binaryMediaTypes: list(given['binary_media_types']).map(text),
      contentHandling:
        handling === 'CONVERT_TO_BINARY' || handling === 'CONVERT_TO_TEXT' ? handling : undefined,
      contentType: typeof type === 'string' ? type : undefined,
      accept: typeof given['accept'] === 'string' ? given['accept'] : undefined,
    });
    const bytes = content.kind === 'text' ? Buffer.from(content.text, 'utf8') : content.bytes;
    return bytes.toString('base64');
  } catch (error) {
    if (error instanceof ContentError) return 500;
    throw error;
  }
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function texts(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectOf(value)).map(([name, member]) => [name, text(member)]),
  );
}

function grouped(value: Json | undefined): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const pair of list(value)) {
    const [name, member] = list(pair).map(text);
    (values[name ?? ''] ??= []).push(member ?? '');
  }
  return values;
}
