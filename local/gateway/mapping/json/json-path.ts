import { TextCursor } from '../text-cursor';
import { parseFilter, type Filter } from './json-path-filter';
import { JavaList, JavaMap, JsonList } from './json-value';

/** An expression that is no JSONPath. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
}

type Selector =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly start: number | undefined; readonly end: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'descendants' }
  | { readonly kind: 'filter'; readonly accepts: Filter }
  | { readonly kind: 'length' };

/** A JSONPath as Java's library reads it (the one AWS names): https://github.com/json-path/JsonPath */
export interface JsonPath {
  /** The value; a list of all hits when the path may hit several; `undefined` when it leads nowhere. */
  read(root: unknown): unknown;
}

const NAME = /[^\s.[\]()'",*?@]+/y;
const LENGTH = /(?:length|size)\(\)/y;
const INDEXES = /\s*-?\d+\s*(?:,\s*-?\d+\s*)*(?=\])/y;
const SLICE = /\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?=\])/y;
const NAMES =
  /\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*(?:,\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*)*(?=\])/y;

/**
 * Parses a path; the leading `$.` may be left out.
 *
 * @throws JsonPathError
 */
export function parseJsonPath(text: string): JsonPath {
  const trimmed = text.trim();
  const cursor = new TextCursor(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`);
  cursor.position = 1;
  const selectors = parseSelectors(cursor);
  if (!cursor.atEnd) throw unreadable(cursor);
  return pathOf(selectors);
}

function pathOf(selectors: readonly Selector[]): JsonPath {
  const single = selectors.every(isSingle);
  return {
    read(root) {
      let nodes: readonly unknown[] = [root];
      for (const selector of selectors) nodes = nodes.flatMap((node) => select(node, selector));
      return single ? nodes[0] : new JsonList(nodes);
    },
  };
}

function isSingle(selector: Selector): boolean {
  switch (selector.kind) {
    case 'names':
    case 'length':
      return true;
    case 'indexes':
      return selector.indexes.length === 1;
    case 'slice':
    case 'wildcard':
    case 'descendants':
    case 'filter':
      return false;
  }
}

function parseSelectors(cursor: TextCursor): Selector[] {
  const selectors: Selector[] = [];
  for (;;) {
    if (cursor.skip('..')) {
      selectors.push({ kind: 'descendants' });
      selectors.push(cursor.current === '[' ? parseBracket(cursor) : parseStep(cursor));
    } else if (cursor.skip('.')) {
      selectors.push(parseStep(cursor));
    } else if (cursor.current === '[') {
      selectors.push(parseBracket(cursor));
    } else {
      return selectors;
    }
  }
}

function parseStep(cursor: TextCursor): Selector {
  if (cursor.skip('*')) return { kind: 'wildcard' };
  if (cursor.match(LENGTH)) return { kind: 'length' };
  if (cursor.current === '[') return parseBracket(cursor);
  const name = cursor.match(NAME)?.[0];
  if (name === undefined) throw unreadable(cursor);
  return { kind: 'names', names: [name] };
}

function parseBracket(cursor: TextCursor): Selector {
  cursor.skip('[');
  const selector = parseInBracket(cursor);
  if (!cursor.skip(']')) throw unreadable(cursor);
  return selector;
}

function parseInBracket(cursor: TextCursor): Selector {
  const slice = cursor.match(SLICE);
  if (slice)
    return { kind: 'slice', start: optionalNumber(slice[1]), end: optionalNumber(slice[2]) };
  const indexes = cursor.match(INDEXES)?.[0];
  if (indexes !== undefined) return { kind: 'indexes', indexes: indexes.split(',').map(Number) };
  const names = cursor.match(NAMES)?.[0];
  if (names !== undefined) return { kind: 'names', names: quotedNames(names) };
  if (cursor.match(/\s*\*\s*/y)) return { kind: 'wildcard' };
  if (!cursor.match(/\s*\?\s*\(/y)) throw unreadable(cursor);
  const accepts = parseFilter(cursor, {
    parsePath: () => pathOf(parseSelectors(cursor)),
    unreadable: () => unreadable(cursor),
  });
  if (!cursor.match(/\s*\)\s*/y)) throw unreadable(cursor);
  return { kind: 'filter', accepts };
}

function optionalNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function quotedNames(text: string): string[] {
  const quoted = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g) ?? [];
  return quoted.map((name) => name.slice(1, -1).replace(/\\(.)/g, '$1'));
}

function unreadable(cursor: TextCursor): JsonPathError {
  return new JsonPathError(
    `"${cursor.text}" is no JSONPath: see the character at offset ${cursor.position}.`,
  );
}

function select(node: unknown, selector: Selector): readonly unknown[] {
  switch (selector.kind) {
    case 'names':
      return node instanceof JavaMap ? namedMembers(node, selector.names) : [];
    case 'indexes':
      return node instanceof JavaList ? itemsAt(node.items, selector.indexes) : [];
    case 'slice':
      return node instanceof JavaList ? node.items.slice(selector.start, selector.end) : [];
    case 'wildcard':
      return children(node);
    case 'descendants':
      return descendants(node);
    case 'filter':
      // A filter looks at the elements of a list, but at an object itself.
      return (node instanceof JavaList ? node.items : [node]).filter((item) =>
        selector.accepts(item),
      );
    case 'length':
      return lengthOf(node);
  }
}

function namedMembers(map: JavaMap, names: readonly string[]): readonly unknown[] {
  const present = names.filter((name) => map.entries.has(name));
  const first = names[0];
  if (names.length === 1 && first !== undefined)
    return present.length === 1 ? [map.get(first)] : [];
  return [new JavaMap(present.map((name) => [name, map.get(name)] as const))];
}

function itemsAt(items: readonly unknown[], indexes: readonly number[]): readonly unknown[] {
  return indexes.flatMap((index) => {
    const at = index < 0 ? items.length + index : index;
    return at >= 0 && at < items.length ? [items[at]] : [];
  });
}

function children(node: unknown): readonly unknown[] {
  if (node instanceof JavaMap) return [...node.entries.values()];
  return node instanceof JavaList ? node.items : [];
}

function descendants(node: unknown): readonly unknown[] {
  if (!(node instanceof JavaMap) && !(node instanceof JavaList)) return [];
  return [node, ...children(node).flatMap(descendants)];
}

function lengthOf(node: unknown): readonly unknown[] {
  if (node instanceof JavaList) return [node.items.length];
  if (node instanceof JavaMap) return [node.entries.size];
  return typeof node === 'string' ? [node.length] : [];
}
