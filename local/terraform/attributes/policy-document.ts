/** `data.aws_iam_policy_document`: a policy's JSON, written in blocks. */
import { findUnknown, isList, isObject, type Value, type ValueObject } from '../expression/value';
import { blocksOf } from '../json';
import type { Resource } from '../stack/resource';

/** The blocks that map a kind of principal to its identifiers, and what IAM calls them. */
const PRINCIPALS = { principals: 'Principal', not_principals: 'NotPrincipal' } as const;
const LISTS = {
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
} as const;

/**
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 *
 * @param indent Spaces; 0: on one line.
 */
export function policyDocument(document: Resource, indent: number): Value {
  const written = [
    'source_policy_documents',
    'override_policy_documents',
    'statement',
    'version',
    'policy_id',
  ].map((name) => document.argument(name) ?? null);
  const unknown = findUnknown(written);
  if (unknown !== undefined) return unknown;
  for (const name of ['source_policy_documents', 'override_policy_documents']) {
    const documents = document.argument(name);
    if (isList(documents ?? null) && blocksOf(documents).length === 0 && documents !== undefined) {
      throw document.error(
        `${name} is not merged on a laptop: write the statements in one document`,
      );
    }
  }
  const [, , statements, version, id] = written;
  const policy = {
    Version: version ?? '2012-10-17',
    ...(id === null ? {} : { Id: id }),
    Statement: blocksOf(statements).map(statementOf),
  };
  return JSON.stringify(policy, null, indent);
}

function statementOf(block: ValueObject): ValueObject {
  const conditions = blocksOf(block['condition']);
  return {
    ...(isFilled(block['sid']) ? { Sid: block['sid'] } : {}),
    Effect: block['effect'] ?? 'Allow',
    ...Object.fromEntries(
      Object.entries(LISTS).flatMap(([name, key]) =>
        isFilled(block[name]) ? [[key, oneOrMany(block[name])]] : [],
      ),
    ),
    ...Object.fromEntries(
      Object.entries(PRINCIPALS).flatMap(([name, key]) => {
        const blocks = blocksOf(block[name]);
        return blocks.length > 0 ? [[key, principalsOf(blocks)]] : [];
      }),
    ),
    ...(conditions.length > 0 ? { Condition: conditionsOf(conditions) } : {}),
  };
}

/** `*` of type `*` is anyone. */
function principalsOf(blocks: readonly ValueObject[]): Value {
  const all = new Map<string, Value>();
  for (const { type, identifiers } of blocks) {
    if (typeof type !== 'string' || identifiers === undefined) continue;
    if (type === '*') return '*';
    all.set(type, oneOrMany(identifiers));
  }
  return Object.fromEntries(all);
}

function conditionsOf(blocks: readonly ValueObject[]): Value {
  const tests = new Map<string, Record<string, Value>>();
  for (const { test, variable, values } of blocks) {
    if (typeof test !== 'string' || typeof variable !== 'string' || values === undefined) continue;
    tests.set(test, { ...tests.get(test), [variable]: oneOrMany(values) });
  }
  return Object.fromEntries(tests);
}

function oneOrMany(value: Value): Value {
  const [only, other] = isList(value) ? value : [value];
  return only !== undefined && other === undefined ? only : value;
}

function isFilled(value: Value | undefined): value is Value {
  if (value === undefined || value === null || value === '') return false;
  return !isList(value) || value.length > 0 || isObject(value);
}
