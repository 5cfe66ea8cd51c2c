/** The tree of paths: `aws_api_gateway_resource`. */
import type { Resource } from '../../../rest-api';
import { Arguments } from '../arguments';
import { refuseTwins } from '../twins';
import { idOfPart, type ApiParts } from './api-parts';
import { readMethods } from './methods';

/** What AWS says when it refuses one; it takes a comma as well. */
const PATH_PART = /^(?:[a-zA-Z0-9._:,-]+|\{[a-zA-Z0-9._:-]+\+?\})$/;

/**
 * Every resource of an API, `/` first.
 *
 * @throws LocatedError for a resource whose parent is not there, for a path part that AWS refuses, and for a second one with the same path.
 */
export function readResources(parts: ApiParts, rootResourceId: string): readonly Resource[] {
  const nodes = parts('aws_api_gateway_resource');
  const ids = [rootResourceId, ...nodes.map(idOfPart)];
  const methods = readMethods(parts, ids);
  const root = { id: rootResourceId, path: '/', methods: methods(rootResourceId) };
  const resources = nodes.map((node) => {
    const parent = node.requiredText('parent_id');
    if (!ids.includes(parent)) throw node.error('parent_id', 'no resource of this API has this id');
    const pathPart = node.requiredText('path_part');
    if (!PATH_PART.test(pathPart)) {
      throw node.error(
        'path_part',
        `${JSON.stringify(pathPart)} is refused by API Gateway, which takes letters, digits and ._-:, or {name} or {name+}`,
      );
    }
    const id = idOfPart(node);
    return { id, path: Arguments.attribute(node.resource, 'path'), methods: methods(id) };
  });
  refuseTwins(nodes, (node) => Arguments.attribute(node.resource, 'path'), 'path_part');
  return [root, ...resources];
}
