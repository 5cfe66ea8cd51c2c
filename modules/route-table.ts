import type { HttpMethod, RestApiDefinition, Route, RouteIntegration } from './rest-api-definition';
import { HTTP_METHODS } from './rest-api-definition';

/** A row of the table, its key taken apart and checked. */
export interface TableRow {
  readonly key: string;
  readonly httpMethod: HttpMethod;
  /** `/items/{id}` */
  readonly path: string;
  readonly route: Route;
}

const PATH = /^(\/|(\/([A-Za-z0-9._~:-]+|\{[A-Za-z0-9._-]+\+?\}))+)$/;

/**
 * The rows of the table, in its order.
 *
 * @throws Error in one line: which row, what is wrong with it, and the way out.
 */
export function tableRows(definition: RestApiDefinition): TableRow[] {
  const rows = Object.entries(definition.routes).map(([key, route]) => parseRow(key, route));
  rejectDuplicates(rows);
  rejectSiblings(rows);
  for (const row of rows) checkRow(definition, row);
  return rows;
}

/** Every function that the table names, the authorizer included, in alphabetical order. */
export function functionNames(definition: RestApiDefinition): string[] {
  const named = Object.values(definition.routes).map(({ integration }) => functionOf(integration));
  const names = [...named, definition.authorizer?.function].filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

export function functionOf(integration: RouteIntegration): string | undefined {
  return integration.type === 'mock' ? undefined : integration.function;
}

/** The stage variable that chooses a function: `itemsFunction`. */
export function functionVariable(name: string): string {
  return `${name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Function`;
}

function parseRow(key: string, route: Route): TableRow {
  const [verb = '', path = '', ...rest] = key.split(' ');
  const httpMethod = HTTP_METHODS.find((method) => method === verb);
  if (httpMethod === undefined || rest.length > 0) {
    throw new Error(
      `api.ts: route "${key}": write it as METHOD /path, METHOD being one of ${HTTP_METHODS.join(', ')}`,
    );
  }
  if (!PATH.test(path)) {
    throw new Error(
      `api.ts: route "${key}": "${path}" is no path of API Gateway; write /parts/like/{this}, without a slash at the end`,
    );
  }
  if (/\{[^}]*\+\}\//.test(path)) {
    throw new Error(
      `api.ts: route "${key}": a greedy {parameter+} takes the rest of the path, so it must be the last part`,
    );
  }
  return { key, httpMethod, path, route };
}

/** Two keys may differ as text and be one route: `/items/{id}` and `/items/{name}`. */
function rejectDuplicates(rows: readonly TableRow[]): void {
  const seen = new Map<string, TableRow>();
  for (const row of rows) {
    const shape = `${row.httpMethod} ${row.path.replace(/\{[^}+]+(\+?)\}/g, '{$1}')}`;
    const other = seen.get(shape);
    if (other !== undefined) {
      throw new Error(
        `api.ts: route "${row.key}" is the same route as "${other.key}": API Gateway cannot tell them apart; remove one`,
      );
    }
    seen.set(shape, row);
  }
}

/** AWS: "A sibling of this resource already has a variable path part -- only one is allowed". */
function rejectSiblings(rows: readonly TableRow[]): void {
  const variables = new Map<string, { readonly part: string; readonly key: string }>();
  for (const { key, path } of rows) {
    for (const { 0: part, index } of path.matchAll(/\{[^}]+\}/g)) {
      const parent = path.slice(0, index);
      const other = variables.get(parent);
      if (other !== undefined && other.part !== part) {
        throw new Error(
          `api.ts: route "${key}": below ${parent} route "${other.key}" has ${other.part}, and API Gateway allows one parameter there; write ${other.part} in both, or ${part}`,
        );
      }
      variables.set(parent, { part, key });
    }
  }
}

function checkRow(definition: RestApiDefinition, row: TableRow): void {
  checkAccess(definition, row);
  const { integration, responses } = row.route;
  if (integration.type === 'mock' && responses !== undefined && !(200 in responses)) {
    throw new Error(
      `api.ts: route "${row.key}": a mock answers 200, and responses declares none; add 200 to responses`,
    );
  }
  checkModels(definition, row);
}

function checkAccess({ authorizer }: RestApiDefinition, { key, route }: TableRow): void {
  if (route.access === 'token' && authorizer === undefined) {
    throw new Error(
      `api.ts: route "${key}": access "token" needs an authorizer: { function: '...' } in the definition`,
    );
  }
  // The type says so, too; a table that is put together at run time gets past it.
  if (route.access !== 'token' && 'scope' in route) {
    throw new Error(
      `api.ts: route "${key}": a scope guards nothing where access is "${route.access}"; make it access: 'token', or remove the scope`,
    );
  }
}

function checkModels({ models, failures }: RestApiDefinition, { key, route }: TableRow): void {
  const responses = Object.values({ ...failures, ...route.responses });
  const named = [route.model, ...responses.map(({ model }) => model)];
  for (const model of named) {
    if (model !== undefined && models?.[model] === undefined) {
      throw new Error(
        `api.ts: route "${key}": there is no model "${model}"; define it in models, or correct the name`,
      );
    }
  }
}
