import { nearestOf } from './did-you-mean';
import { HTTP_METHODS, type HttpMethod } from './http-methods';
import { quoted } from './quoted';
import type { RestApiDefinition, Route, RouteIntegration } from './rest-api-definition';
import { unknownWord } from './unreachable';

/** A row of the table, its key taken apart. */
export interface TableRow {
  readonly key: string;
  readonly httpMethod: HttpMethod;
  /** `/items/{id}` */
  readonly path: string;
  readonly route: Route;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html */
const PATH = /^(\/|(\/([A-Za-z0-9._~:-]+|\{[A-Za-z0-9._-]+\+?\}))+)$/;
/** What other routers write `{id}` as. */
const COLON_PARAMETER = /\/:([A-Za-z][A-Za-z0-9_]*)(?=\/|$)/g;

/**
 * The rows of a table, in its order.
 *
 * @throws Error in one line when a key is none.
 */
export function tableRows({ routes }: Pick<RestApiDefinition, 'routes'>): TableRow[] {
  return Object.entries(routes).map(([key, route]) => {
    const complaint = keyComplaint(key);
    if (complaint !== undefined) throw new Error(`api.ts: route ${quoted(key)}: ${complaint}`);
    return { ...takeApart(key), key, route };
  });
}

/** What is wrong with a row's key, and the way out; `undefined`: nothing. */
export function keyComplaint(key: string): string | undefined {
  const [verb = '', path = '', ...rest] = key.split(' ');
  if (!HTTP_METHODS.some((method) => method === verb) || rest.length > 0) {
    const nearest = rest.length > 0 ? undefined : nearestOf(verb, HTTP_METHODS);
    const hint = nearest === undefined ? '' : `; did you mean ${quoted(`${nearest} ${path}`)}?`;
    return `write it as METHOD /path, METHOD being one of ${HTTP_METHODS.join(', ')}${hint}`;
  }
  const braced = path.replace(COLON_PARAMETER, '/{$1}');
  if (braced !== path) {
    return `a parameter of the path stands in braces; did you mean ${quoted(`${verb} ${braced}`)}?`;
  }
  if (!PATH.test(path)) {
    return `${quoted(path)} is no path of API Gateway; write /parts/like/{this}, without a slash at the end`;
  }
  if (/\{[^}]*\+\}\//.test(path)) {
    return 'a greedy {parameter+} takes the rest of the path, so it must be the last part';
  }
  return undefined;
}

function takeApart(key: string): Pick<TableRow, 'httpMethod' | 'path'> {
  const [verb, path = ''] = key.split(' ');
  const httpMethod = HTTP_METHODS.find((method) => method === verb);
  if (httpMethod === undefined) throw new Error(`api.ts: route ${quoted(key)}: no such method`);
  return { httpMethod, path };
}

/** Every function that the table names, the authorizer included, in alphabetical order. */
export function functionNames(
  definition: Pick<RestApiDefinition, 'routes' | 'authorizer'>,
): string[] {
  const named = Object.values(definition.routes).map(({ integration }) => functionOf(integration));
  const names = [...named, definition.authorizer?.function].filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

export function functionOf(integration: RouteIntegration): string | undefined {
  switch (integration.type) {
    case 'lambda-proxy':
    case 'lambda':
      return integration.function;
    case 'mock':
      return undefined;
    default:
      throw unknownWord(integration, 'integration');
  }
}

/** The stage variable that chooses a function: `itemsFunction`. */
export function functionVariable(name: string): string {
  return `${name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Function`;
}
