import { namesNewThing } from '../references';
import type { ResourceChange } from '../resource-change';

/** Is this a part of a REST API that the same plan makes? Nobody calls it yet, and nobody relied on another guard. */
export function isPartOfNewApi(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  return (
    change.action === 'create' &&
    all.some(({ type, action }) => type === 'aws_api_gateway_rest_api' && action === 'create') &&
    namesNewThing(change, 'rest_api_id', all)
  );
}

/** Is the path of a method new, and no `{proxy+}`, so that the method answers in the place of no other? */
export function isOnNewPath(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  const isGreedy = ({ type, action, after }: ResourceChange): boolean =>
    type === 'aws_api_gateway_resource' &&
    action === 'create' &&
    String(after['path_part']).endsWith('+}');
  return namesNewThing(change, 'resource_id', all) && !all.some(isGreedy);
}
