import { isNumber } from './json/java-numbers';
import { JavaList, JavaMap, javaText } from './json/json-value';
import { TemplateError } from './template-error';
import { ContextMap } from './template-variables';

/**
 * What a template set in `$context.requestOverride`: it replaces what the parameter mapping made.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export interface RequestOverride {
  readonly header: Readonly<Record<string, string | string[]>>;
  readonly querystring: Readonly<Record<string, string | string[]>>;
  readonly path: Readonly<Record<string, string>>;
}

/** What a template set in `$context.responseOverride`. */
export interface ResponseOverride {
  /** 100 to 599; AWS ignores anything else: `undefined`. */
  readonly status: number | undefined;
  readonly header: Readonly<Record<string, string | string[]>>;
}

/** A place for overrides: a parameter may be set once in a template, AWS fails the request otherwise. */
class OverrideMap extends ContextMap {
  readonly #written = new Set<string>();

  override put(key: string, value: unknown): unknown {
    if (this.#written.has(key))
      throw new TemplateError(`The override of "${key}" is set twice; AWS takes it once.`);
    this.#written.add(key);
    return super.put(key, value);
  }
}

/** The override maps of one request: what its request template sets, its response template can read. */
export class ContextOverrides {
  readonly request: JavaMap;
  readonly response: JavaMap;

  /** @param earlier what an earlier template of the same request left. */
  constructor(earlier?: ContextOverrides) {
    this.request = copyOf(earlier?.request, ['header', 'path', 'querystring']);
    this.response = copyOf(earlier?.response, ['header']);
  }

  get requestOverride(): RequestOverride {
    const path = Object.entries(valuesOf(this.request.get('path')));
    return {
      header: valuesOf(this.request.get('header')),
      querystring: valuesOf(this.request.get('querystring')),
      path: Object.fromEntries(path.map(([name, value]) => [name, String(value)])),
    };
  }

  get responseOverride(): ResponseOverride {
    return {
      status: statusOf(this.response.get('status')),
      header: valuesOf(this.response.get('header')),
    };
  }
}

function copyOf(earlier: JavaMap | undefined, places: readonly string[]): JavaMap {
  const copy = new OverrideMap(earlier?.entries);
  for (const place of places) {
    const before = earlier?.get(place);
    copy.entries.set(place, new OverrideMap(before instanceof JavaMap ? before.entries : []));
  }
  return copy;
}

function valuesOf(map: unknown): Record<string, string | string[]> {
  if (!(map instanceof JavaMap)) return {};
  const values = [...map.entries].map(([name, value]): [string, string | string[]] => [
    name,
    value instanceof JavaList ? value.items.map(javaText) : javaText(value),
  ]);
  return Object.fromEntries(values);
}

function statusOf(value: unknown): number | undefined {
  if (!isNumber(value)) return undefined;
  const status = Number(javaText(value));
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
}
