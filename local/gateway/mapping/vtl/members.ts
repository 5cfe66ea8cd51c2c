import { isNumber } from '../json/java-numbers';
import { JavaList, JavaMap, JavaObject, javaText } from '../json/json-value';
import { TemplateError } from '../template-error';
import { Arguments, type MethodTable } from './arguments';
import { ENTRY_METHODS, LIST_METHODS, MAP_METHODS, MapEntry } from './collection-methods';
import { BOOLEAN_METHODS, NUMBER_METHODS } from './number-methods';
import { STRING_METHODS } from './string-methods';

/** An object that API Gateway gives to templates: `$input`, `$util`, `$foreach`. */
export abstract class HostObject extends JavaObject {
  /** `null`: no such property. */
  abstract property(name: string): unknown;
  /** `null`: no such method, or it answers nothing. */
  abstract call(name: string, args: Arguments): unknown;

  override toString(): string {
    return '';
  }
}

/** Calls a method as Velocity finds it on the Java object; `null`: the object has none of the name. */
export function callMethod(target: unknown, name: string, values: readonly unknown[]): unknown {
  const args = new Arguments(values);
  if (target instanceof HostObject) return target.call(name, args);
  const found = findMethod(target, name);
  if (found !== undefined) return found(args);
  if (name === 'toString' && target !== null) return javaText(target);
  return null;
}

/** `$target.name`: a key of a map, or what `getName()` and `isName()` answer. */
export function readProperty(target: unknown, name: string): unknown {
  if (target instanceof HostObject) return target.property(name);
  if (target instanceof JavaMap && target.entries.has(name)) return target.get(name);
  const capitalized = name.charAt(0).toUpperCase() + name.slice(1);
  const getter = findMethod(target, `get${capitalized}`) ?? findMethod(target, `is${capitalized}`);
  return getter === undefined ? null : getter(new Arguments([]));
}

/** `$target[index]`. @throws TemplateError when a list has no such element. */
export function readIndex(target: unknown, index: unknown): unknown {
  if (target instanceof JavaMap) return target.get(javaText(index));
  if (!(target instanceof JavaList)) return null;
  return target.items[position(target, index)];
}

/** `#set($target[index] = value)`. */
export function writeIndex(target: unknown, index: unknown, value: unknown): void {
  if (target instanceof JavaMap) target.put(javaText(index), value);
  else if (target instanceof JavaList) target.items[position(target, index)] = value;
}

/** A negative index counts from the end, as in Velocity. */
function position(list: JavaList, index: unknown): number {
  const wanted = new Arguments([index]).integer(0);
  const at = wanted < 0 ? list.items.length + wanted : wanted;
  if (at < 0 || at >= list.items.length) {
    throw new TemplateError(`Index ${wanted} is outside a list of ${list.items.length}.`);
  }
  return at;
}

type Bound = (args: Arguments) => unknown;

function findMethod(target: unknown, name: string): Bound | undefined {
  if (typeof target === 'string') return bind(STRING_METHODS, target, name);
  if (target instanceof JavaMap) return bind(MAP_METHODS, target, name);
  if (target instanceof JavaList) return bind(LIST_METHODS, target, name);
  if (isNumber(target)) return bind(NUMBER_METHODS, target, name);
  if (typeof target === 'boolean') return bind(BOOLEAN_METHODS, target, name);
  return target instanceof MapEntry ? bind(ENTRY_METHODS, target, name) : undefined;
}

function bind<T>(methods: MethodTable<T>, self: T, name: string): Bound | undefined {
  const method = methods.get(name);
  return method && ((args) => method(self, args));
}
