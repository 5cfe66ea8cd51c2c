import type { RestApi } from '../../rest-api';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html */
export function restApiSummary(api: RestApi, createdDate: number): unknown {
  return {
    id: api.id,
    name: api.name,
    description: api.description,
    createdDate,
    ...(api.binaryMediaTypes.length > 0 && { binaryMediaTypes: api.binaryMediaTypes }),
    minimumCompressionSize: api.minimumCompressionSize,
    apiKeySource: api.apiKeySource,
    endpointConfiguration: { types: ['REGIONAL'] },
    policy: api.policy,
    tags: {},
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    rootResourceId: api.rootResourceId,
  };
}
