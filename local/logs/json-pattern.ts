/** `{ $.status = 404 && $.path = "/items*" }`: conditions on the fields of a JSON message. */
import { invalidPattern, parseCondition, type MessageFilter } from './condition';

const ANY = Symbol('any element');
type Step = string | number | typeof ANY;

/** `.name`, `.*`, `[0]`, `[*]`, `["name"]`, `['name']`. */
const STEP = /\.(\*|[^.[\]]+)|\[(\d+|\*|"[^"]*"|'[^']*')\]/y;

/** @throws LogsServiceError `InvalidParameterException` */
export function parseJsonPattern(text: string): MessageFilter {
  const paths = new Map<string, readonly Step[]>();
  const condition = parseCondition(text, (selector) => {
    paths.set(selector, parseSelector(selector));
  });
  return (message) => {
    const fields = parseMessage(message);
    if (fields === undefined) return false;
    return condition((selector) => select(fields, paths.get(selector) ?? []));
  };
}

function parseMessage(message: string): object | undefined {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function parseSelector(selector: string): readonly Step[] {
  if (!selector.startsWith('$')) throw invalidPattern(`selector '${selector}' lacks its '$.'`);
  const steps: Step[] = [];
  let at = 1;
  while (at < selector.length) {
    STEP.lastIndex = at;
    const [, name, index] = STEP.exec(selector) ?? [];
    const step = name ?? index;
    if (step === undefined) throw invalidPattern(`cannot read selector '${selector}'`);
    steps.push(toStep(step, index !== undefined));
    at = STEP.lastIndex;
  }
  return steps;
}

function toStep(text: string, inBrackets: boolean): Step {
  if (text === '*') return ANY;
  if (!inBrackets) return text;
  return /^\d+$/.test(text) ? Number(text) : text.slice(1, -1);
}

function select(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (step !== ANY)
    return select(Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined, rest);
  return Object.values(value)
    .map((element: unknown) => select(element, rest))
    .find((found) => found !== undefined);
}
