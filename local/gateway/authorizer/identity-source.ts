import type { AuthorizerRequest, Pairs } from './authorizer-request';

const SOURCE = /^(?:method\.request\.(header|querystring)|(stageVariables|context))\.(.+)$/s;

/**
 * Every value of one identity source (`method.request.header.X`, `method.request.querystring.X`,
 * `stageVariables.X`, `context.X`), empty ones left out: AWS takes those for missing.
 */
export function readIdentitySource(request: AuthorizerRequest, source: string): readonly string[] {
  const [, parameter, variable, name = ''] = SOURCE.exec(source.trim()) ?? [];
  return valuesOf(request, parameter ?? variable ?? '', name).filter((value) => value !== '');
}

function valuesOf(request: AuthorizerRequest, location: string, name: string): readonly string[] {
  switch (location) {
    case 'header':
      return headerValues(request.headers, name);
    case 'querystring':
      return request.query.filter(([sent]) => sent === name).map(([, value]) => value);
    case 'stageVariables':
      return Object.hasOwn(request.stageVariables, name)
        ? [request.stageVariables[name] ?? '']
        : [];
    case 'context':
      return [request.contextValue(name) ?? ''];
    default:
      return [];
  }
}

/** Of a header in any case. */
function headerValues(headers: Pairs, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([sent]) => sent.toLowerCase() === wanted).map(([, value]) => value);
}
