import { JavaList, JavaMap, JavaObject, javaText, stringifyJson } from '../json/json-value';
import { TemplateError } from '../template-error';
import { methodTable, type Arguments, type MethodTable } from './arguments';
import { javaEquals } from './java-equality';

/** A `java.util.Map.Entry`: prints `key=value`. */
export class MapEntry extends JavaObject {
  readonly #map: JavaMap;
  readonly key: string;

  constructor(map: JavaMap, key: string) {
    super();
    this.#map = map;
    this.key = key;
  }

  get value(): unknown {
    return this.#map.get(this.key);
  }

  override toString(): string {
    return `${this.key}=${javaText(this.value)}`;
  }
}

/** `java.util.Map`; a key is always text here, as in every JSON object. */
export const MAP_METHODS: MethodTable<JavaMap> = methodTable<JavaMap>({
  get: (self, args) => self.get(args.text(0)),
  getOrDefault: (self, args) =>
    self.entries.has(args.text(0)) ? self.get(args.text(0)) : args.value(1),
  put: (self, args) => self.put(args.text(0), args.value(1)),
  putIfAbsent: (self, args) =>
    self.get(args.text(0)) === null
      ? self.put(args.text(0), args.value(1))
      : self.get(args.text(0)),
  putAll: (self, args) => {
    const other = args.value(0);
    if (other instanceof JavaMap) for (const [key, value] of other.entries) self.put(key, value);
    return null;
  },
  remove: (self, args) => {
    const before = self.get(args.text(0));
    self.entries.delete(args.text(0));
    return before;
  },
  clear: (self) => {
    self.entries.clear();
    return null;
  },
  containsKey: (self, args) => self.entries.has(args.text(0)),
  containsValue: (self, args) =>
    [...self.entries.values()].some((value) => javaEquals(value, args.value(0))),
  keySet: (self) => new JavaList(self.entries.keys()),
  values: (self) => new JavaList(self.entries.values()),
  entrySet: (self) => new JavaList([...self.entries.keys()].map((key) => new MapEntry(self, key))),
  size: (self) => self.entries.size,
  count: (self) => self.entries.size,
  isEmpty: (self) => self.entries.size === 0,
  equals: (self, args) => javaEquals(self, args.value(0)),
});

/** `java.util.List`, and `toJSONString` of a payload's arrays; `count` is in AWS's reference. */
export const LIST_METHODS: MethodTable<JavaList> = methodTable<JavaList>({
  get: (self, args) => self.items[indexIn(self, args.integer(0), self.items.length)],
  set: (self, args) => {
    const index = indexIn(self, args.integer(0), self.items.length);
    const before = self.items[index];
    self.items[index] = args.value(1);
    return before;
  },
  add: (self, args) => add(self, args),
  addAll: (self, args) => {
    const other = args.value(0);
    if (!(other instanceof JavaList)) return false;
    grow(self, other.items.length);
    self.items.push(...other.items);
    return other.items.length > 0;
  },
  remove: (self, args) => remove(self, args),
  clear: (self) => {
    self.items.length = 0;
    return null;
  },
  contains: (self, args) => indexOf(self, args.value(0)) >= 0,
  containsAll: (self, args) => {
    const other = args.value(0);
    return other instanceof JavaList && other.items.every((item) => indexOf(self, item) >= 0);
  },
  indexOf: (self, args) => indexOf(self, args.value(0)),
  lastIndexOf: (self, args) => self.items.findLastIndex((item) => javaEquals(item, args.value(0))),
  subList: (self, args) => {
    const end = indexIn(self, args.integer(1), self.items.length + 1);
    return new JavaList(self.items.slice(indexIn(self, args.integer(0), end + 1), end));
  },
  size: (self) => self.items.length,
  count: (self) => self.items.length,
  isEmpty: (self) => self.items.length === 0,
  equals: (self, args) => javaEquals(self, args.value(0)),
  toArray: (self) => new JavaList(self.items),
  toJSONString: (self) => stringifyJson(self),
});

export const ENTRY_METHODS: MethodTable<MapEntry> = methodTable<MapEntry>({
  getKey: (self) => self.key,
  getValue: (self) => self.value,
});

function indexOf(list: JavaList, wanted: unknown): number {
  return list.items.findIndex((item) => javaEquals(item, wanted));
}

/** @throws TemplateError as Java's `IndexOutOfBoundsException`. */
function indexIn(list: JavaList, index: number, limit: number): number {
  if (index < 0 || index >= limit) {
    throw new TemplateError(`Index ${index} is outside a list of ${list.items.length}.`);
  }
  return index;
}

/** A list longer than this is of no use to a mapping, and a template must not fill the memory. */
const LONGEST = 100_000;

function grow(list: JavaList, by: number): void {
  if (list.items.length + by > LONGEST)
    throw new TemplateError(`A list grew beyond ${LONGEST} elements.`);
}

function add(list: JavaList, args: Arguments): unknown {
  grow(list, 1);
  if (args.count < 2) {
    list.items.push(args.value(0));
    return true;
  }
  list.items.splice(indexIn(list, args.integer(0), list.items.length + 1), 0, args.value(1));
  return null;
}

/** By position when it is handed a number, else by value: Java's two methods of the name. */
function remove(list: JavaList, args: Arguments): unknown {
  const wanted = args.value(0);
  if (typeof wanted === 'number')
    return list.items.splice(indexIn(list, wanted, list.items.length), 1)[0];
  const index = indexOf(list, wanted);
  if (index >= 0) list.items.splice(index, 1);
  return index >= 0;
}
