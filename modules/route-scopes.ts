import type { RestApiDefinition } from './rest-api-definition';
import { tableRows } from './route-table';

/** Beside the code of the authorizer's function, in its zip. */
const FILE = 'route-scopes.json';

/**
 * Tells the authorizer which scope opens which methods, so that one policy covers all that a token may use:
 * `[{"scope":"items:read","methods":["GET/items/*"]}]`.
 *
 * @returns The file's name to its text.
 */
export function routeScopesFile(definition: RestApiDefinition): Record<string, string> {
  const methods = new Map<string, string[]>();
  for (const { httpMethod, path, route } of tableRows(definition)) {
    if (route.access !== 'token') continue;
    const verb = httpMethod === 'ANY' ? '*' : httpMethod;
    const method = `${verb}${path.replace(/\{[^}]+\}/g, '*')}`;
    methods.set(route.scope, [...(methods.get(route.scope) ?? []), method]);
  }
  // Sorted: rows that change places must not change the authorizer.
  const scopes = [...methods].sort().map(([scope, list]) => ({ scope, methods: list.sort() }));
  return { [FILE]: JSON.stringify(scopes) };
}
