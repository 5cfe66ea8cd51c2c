/** `aws_api_gateway_rest_api`, with all that hangs on it. */
import type { KeyRing } from '../../../key-ring';
import type { RestApi } from '../../../rest-api';
import type { World } from '../../stack/world';
import { Arguments } from '../arguments';
import { groupParts, idOfPart, type ApiParts } from './api-parts';
import { readAuthorizers } from './authorizers';
import { readDomains } from './domains';
import { readDocumentationParts, readGatewayResponses } from './gateway-responses';
import { readModels } from './models';
import { readResources } from './resources';
import { readStages } from './stages';
import { readUsagePlans, type UsagePlanStages } from './usage-plans';

/**
 * Every REST API.
 *
 * @throws LocatedError
 */
export function readRestApis(world: World, keyRing: KeyRing): readonly RestApi[] {
  const apis = world.ofType('aws_api_gateway_rest_api').map((resource) => Arguments.of(resource));
  const ids = apis.map(idOfPart);
  const partsOf = groupParts(world, ids);
  const domainsOf = readDomains(world, ids);
  const usagePlans = readUsagePlans(world, keyRing);
  return apis.map((api) => {
    const restApi = readRestApi(api, partsOf(idOfPart(api)), usagePlans);
    const stageNames = restApi.stages.map(({ name }) => name);
    return { ...restApi, domains: domainsOf(restApi.id, stageNames) };
  });
}

function readRestApi(
  api: Arguments,
  parts: ApiParts,
  usagePlans: UsagePlanStages,
): Omit<RestApi, 'domains'> {
  if (api.resource.argument('body') !== undefined) {
    throw api.error('body', 'OpenAPI bodies are not read: write resources, methods, integrations');
  }
  const id = idOfPart(api);
  const rootResourceId = Arguments.attribute(api.resource, 'root_resource_id');
  const resources = readResources(parts, rootResourceId);
  return {
    id,
    rootResourceId,
    address: api.resource.address,
    name: api.requiredText('name'),
    description: api.text('description'),
    apiKeySource: api.choice('api_key_source', ['HEADER', 'AUTHORIZER']) ?? 'HEADER',
    binaryMediaTypes: api.texts('binary_media_types'),
    minimumCompressionSize: compressionSize(api),
    disableExecuteApiEndpoint: api.boolean('disable_execute_api_endpoint') ?? false,
    policy: parts('aws_api_gateway_rest_api_policy')[0]?.text('policy') ?? api.text('policy'),
    resources,
    models: readModels(parts, resources),
    authorizers: readAuthorizers(parts),
    gatewayResponses: readGatewayResponses(parts),
    stages: readStages(parts, { apiId: id, usagePlans }),
    documentationParts: readDocumentationParts(parts),
  };
}

/** -1 is how Terraform writes "never"; the provider takes it as a text. */
function compressionSize(api: Arguments): number | undefined {
  const size = api.number('minimum_compression_size');
  return size === undefined || size < 0 ? undefined : size;
}
