/** The tree of paths: `aws_api_gateway_resource`. */
import type { Resource } from '../../../rest-api';
import { Arguments } from '../arguments';
import { refuseTwins } from '../twins';
import { idOfPart, type ApiParts } from './api-parts';
import { readMethods } from './methods';

/**
 * Every resource of an API, `/` first.
 *
 * @throws LocatedError for a resource whose parent is not there, and for a second one with the same path.
 */
export function readResources(parts: ApiParts, rootResourceId: string): readonly Resource[] {
  const nodes = parts('aws_api_gateway_resource');
  const ids = [rootResourceId, ...nodes.map(idOfPart)];
  const methods = readMethods(parts, ids);
  const root = { id: rootResourceId, path: '/', methods: methods(rootResourceId) };
  const resources = nodes.map((node) => {
    const parent = node.requiredText('parent_id');
    if (!ids.includes(parent)) throw node.error('parent_id', 'no resource of this API has this id');
    const id = idOfPart(node);
    return { id, path: Arguments.attribute(node.resource, 'path'), methods: methods(id) };
  });
  refuseTwins(nodes, (node) => Arguments.attribute(node.resource, 'path'), 'path_part');
  return [root, ...resources];
}
