/** `aws_api_gateway_base_path_mapping`: custom domain names, and what they lead to. */
import type { Domain } from '../../../rest-api';
import type { World } from '../../stack/world';
import { Arguments } from '../arguments';
import { refuseTwins } from '../twins';

/** The mappings to an API; `stageNames` are all that it has. */
export type DomainsOf = (apiId: string, stageNames: readonly string[]) => readonly Domain[];

/**
 * Every base path mapping.
 *
 * @param apiIds Of every REST API there is.
 * @throws LocatedError for one that leads nowhere, or for two of one base path.
 */
export function readDomains(world: World, apiIds: readonly string[]): DomainsOf {
  const mappings = world
    .ofType('aws_api_gateway_base_path_mapping')
    .map((resource) => Arguments.of(resource));
  for (const mapping of mappings) {
    if (apiIds.includes(mapping.requiredText('api_id'))) continue;
    throw mapping.error('api_id', 'no aws_api_gateway_rest_api of these stacks has this id');
  }
  refuseTwins(mappings, addressOf, 'base_path');
  return (apiId, stageNames) =>
    mappings
      .filter((mapping) => mapping.text('api_id') === apiId)
      .map((mapping) => readDomain(mapping, stageNames));
}

function readDomain(mapping: Arguments, stageNames: readonly string[]): Domain {
  const stageName = mapping.text('stage_name');
  if (stageName !== undefined && !stageNames.includes(stageName)) {
    throw mapping.error('stage_name', `no aws_api_gateway_stage of the API is named ${stageName}`);
  }
  return {
    domainName: mapping.requiredText('domain_name'),
    basePath: basePathOf(mapping),
    stageName,
  };
}

/** `api.example.com/v1` */
function addressOf(mapping: Arguments): string {
  return `${mapping.requiredText('domain_name')}/${basePathOf(mapping)}`;
}

/** `(none)` is how API Gateway writes the root. */
function basePathOf(mapping: Arguments): string {
  const basePath = mapping.text('base_path') ?? '';
  return basePath === '(none)' ? '' : basePath.replace(/^\/+|\/+$/g, '');
}
