import { toText, Unknown, type Value } from '../expression/value';
import type { Resource } from '../stack/resource';

/**
 * The path of an `aws_api_gateway_resource` from the root: `/items/{id}`.
 *
 * @param all Every `aws_api_gateway_resource`.
 * @throws LocatedError when it is its own ancestor.
 */
export function resourcePath(resource: Resource, all: readonly Resource[]): Value {
  let path = '';
  let node: Resource | undefined = resource;
  const seen = new Set<Resource>();
  while (node !== undefined) {
    if (seen.has(node)) throw resource.error('parent_id: it is its own ancestor');
    seen.add(node);
    const pathPart = node.attribute('path_part');
    const parentId = node.attribute('parent_id');
    if (pathPart instanceof Unknown) return pathPart;
    if (parentId instanceof Unknown) return parentId;
    path = `/${toText(pathPart)}${path}`;
    node = all.find((candidate) => candidate.attribute('id') === parentId);
  }
  return path;
}
