import type { Method, Resource, RestApi } from '../rest-api';

/** Where a request goes. */
export interface Route {
  readonly resource: Resource;
  readonly method: Method;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** One segment of the resource tree; walking it costs a step per segment, however many routes there are. */
interface Node {
  readonly exact: Map<string, Node>;
  parameter: { readonly name: string; readonly node: Node } | undefined;
  greedy: { readonly name: string; readonly node: Node } | undefined;
  resource: Resource | undefined;
}

/**
 * Finds resource and method. An exact segment wins over `{parameter}`, which wins over `{greedy+}`; at one resource an
 * explicit verb wins over `ANY`; where the best resource has neither, the next best is asked.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export class Router {
  readonly #root: Node = emptyNode();

  constructor(api: RestApi) {
    for (const resource of api.resources) this.#add(resource);
  }

  /** @param path After the stage, as sent. */
  match(verb: string, path: string): Route | undefined {
    // A slash at the end is no segment.
    const segments = path.replace(/\/$/, '').split('/').slice(1);
    return find(this.#root, { verb, segments }, { at: 0, parameters: [] });
  }

  #add(resource: Resource): void {
    let node = this.#root;
    for (const segment of resource.path.split('/').filter((part) => part !== '')) {
      node = child(node, segment);
    }
    node.resource = resource;
  }
}

interface Wanted {
  readonly verb: string;
  readonly segments: readonly string[];
}

interface Progress {
  readonly at: number;
  readonly parameters: readonly (readonly [string, string])[];
}

function find(node: Node, wanted: Wanted, { at, parameters }: Progress): Route | undefined {
  const segment = wanted.segments[at];
  if (segment === undefined) return routeAt(node, wanted.verb, parameters);
  const next = at + 1;
  const exact = node.exact.get(segment);
  const { parameter, greedy } = node;
  return (
    (exact && find(exact, wanted, { at: next, parameters })) ??
    (parameter && segment !== ''
      ? find(parameter.node, wanted, {
          at: next,
          parameters: [...parameters, [parameter.name, segment]],
        })
      : undefined) ??
    (greedy &&
      routeAt(greedy.node, wanted.verb, [
        ...parameters,
        [greedy.name, wanted.segments.slice(at).join('/')],
      ]))
  );
}

function routeAt(
  { resource }: Node,
  verb: string,
  parameters: Progress['parameters'],
): Route | undefined {
  const method =
    resource?.methods.find((candidate) => candidate.httpMethod === verb) ??
    resource?.methods.find((candidate) => candidate.httpMethod === 'ANY');
  if (resource === undefined || method === undefined) return undefined;
  return { resource, method, pathParameters: Object.fromEntries(parameters) };
}

function child(node: Node, segment: string): Node {
  const [, name = '', plus] = /^\{([^}+]+)(\+)?\}$/.exec(segment) ?? [];
  if (name === '') {
    const known = node.exact.get(segment);
    if (known !== undefined) return known;
    const made = emptyNode();
    node.exact.set(segment, made);
    return made;
  }
  if (plus === undefined) return (node.parameter ??= { name, node: emptyNode() }).node;
  return (node.greedy ??= { name, node: emptyNode() }).node;
}

function emptyNode(): Node {
  return { exact: new Map(), parameter: undefined, greedy: undefined, resource: undefined };
}
