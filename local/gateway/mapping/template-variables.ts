import { parseJson } from './json/json-parser';
import { parseJsonPath } from './json/json-path';
import { JavaList, JavaMap, Decimal, stringifyJson, type JsonValue } from './json/json-value';
import { isCompactJson, parsePayload } from './json/payload';
import { PayloadError, TemplateError } from './template-error';
import type { Arguments } from './vtl/arguments';
import { HostObject } from './vtl/members';

/** Where `$input.params()` looks, in the order in which `$input.params(name)` searches. */
export const PARAMETER_PLACES = ['path', 'querystring', 'header'] as const;
export type TemplateParams = Readonly<
  Record<(typeof PARAMETER_PLACES)[number], Readonly<Record<string, string>>>
>;

/**
 * `$input`: the payload and the method request's parameters.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference
 */
export class TemplateInput extends HostObject {
  readonly #source: { readonly body: string; readonly params: TemplateParams };
  #params: TemplateParams | undefined;
  #payload: { readonly value: JsonValue } | undefined;

  /** @param source asked when the template asks. */
  constructor(source: { readonly body: string; readonly params: TemplateParams }) {
    super();
    this.#source = source;
  }

  /** An empty payload reads as `{}`. */
  override property(name: string): unknown {
    return name === 'body' ? this.#source.body || '{}' : null;
  }

  override call(name: string, args: Arguments): unknown {
    switch (name) {
      case 'path':
        return this.#read(args) ?? null;
      case 'json':
        return this.#json(args);
      case 'params':
        return args.count === 0 ? paramsMap(this.#parameters()) : this.#parameter(args.text(0));
      case 'getBody':
        return this.property('body');
      default:
        return null;
    }
  }

  /** A path that leads nowhere is the empty text, quoted. */
  #json(args: Arguments): string {
    // The whole payload, which is what most templates want, is often written already as it is to be printed.
    if (pathOf(args) === '$' && isCompactJson(this.#source.body)) return this.#source.body;
    const value = this.#read(args);
    return stringifyJson(value === undefined ? '' : value);
  }

  #read(args: Arguments): unknown {
    return guarded('path', () => parseJsonPath(pathOf(args))).read(this.#parsed());
  }

  #parsed(): JsonValue {
    this.#payload ??= { value: this.#parse() };
    return this.#payload.value;
  }

  #parse(): JsonValue {
    try {
      return parsePayload(this.#source.body);
    } catch (error) {
      throw new PayloadError(`The payload is no JSON: ${messageOf(error)}.`, { cause: error });
    }
  }

  #parameters(): TemplateParams {
    return (this.#params ??= this.#source.params);
  }

  #parameter(name: string): string {
    for (const place of PARAMETER_PLACES) {
      const values = this.#parameters()[place];
      if (Object.hasOwn(values, name)) return values[name] ?? '';
    }
    return '';
  }
}

function pathOf(args: Arguments): string {
  return args.count === 0 ? '$' : args.text(0);
}

function paramsMap(params: TemplateParams): JavaMap {
  return new JavaMap(
    PARAMETER_PLACES.map((place) => [place, new JavaMap(Object.entries(params[place]))]),
  );
}

/**
 * `$util`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 */
export class TemplateUtil extends HostObject {
  override property(): unknown {
    return null;
  }

  override call(name: string, args: Arguments): unknown {
    switch (name) {
      case 'escapeJavaScript':
        return escapeJavaScript(args.text(0));
      case 'parseJson':
        return guarded('$util.parseJson', () => parseJson(args.text(0)));
      case 'urlEncode':
        return urlEncode(args.text(0));
      case 'urlDecode':
        return guarded('$util.urlDecode', () =>
          decodeURIComponent(args.text(0).replaceAll('+', ' ')),
        );
      case 'base64Encode':
        return Buffer.from(args.text(0), 'utf8').toString('base64');
      case 'base64Decode':
        return Buffer.from(args.text(0), 'base64').toString('utf8');
      default:
        return null;
    }
  }
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
};

/** As Apache Commons Lang does it, single quote and slash included; beyond ASCII as `\uXXXX`. */
export function escapeJavaScript(text: string): string {
  return text.replace(/['"\\/]|[^ -~]/g, (character) => {
    const escaped = SHORT_ESCAPES[character];
    if (escaped !== undefined) return escaped;
    if (/['"\\/]/.test(character)) return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** `java.net.URLEncoder`: as in a form, so a blank is `+`; half a surrogate pair is `?`. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '?'))
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** A map of `$context`: on AWS it can be walked and asked, but prints nothing. */
export class ContextMap extends JavaMap {
  override toString(): string {
    return '';
  }
}

/** Plain values (the gateway's `$context`, stage variables) as a template's. */
export function toTemplateValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Decimal.of(value);
  if (Array.isArray(value)) return new JavaList(value.map(toTemplateValue));
  if (typeof value !== 'object' || value === null || value instanceof JavaMap) return value ?? null;
  return new ContextMap(
    Object.entries(value).map(([key, member]) => [key, toTemplateValue(member)]),
  );
}

function guarded<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new TemplateError(`${what}: ${messageOf(error)}.`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
