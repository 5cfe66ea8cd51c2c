/** Operations of the services whose requests are told apart by method and path. */

/** `POST /restapis/{restApiId}/deployments CreateDeployment`, a line an operation; `{name+}` takes slashes. */
export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly operation: string;
}

export interface Found {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export function routesOf(lines: string): readonly Route[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [method = '', template = '', operation = ''] = line.trim().split(/\s+/);
      const names = [...template.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? '');
      const source = template.replace(/\{\w+(\+?)\}/g, (_, greedy) =>
        greedy === '+' ? '(.+)' : '([^/]+)',
      );
      return { method, names, operation, pattern: new RegExp(`^${source}/?$`) };
    });
}

export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Found | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match === null) continue;
    const parameters = Object.fromEntries(
      route.names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]),
    );
    return { operation: route.operation, parameters };
  }
  return undefined;
}
