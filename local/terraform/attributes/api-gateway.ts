/** Attributes of API Gateway's resources. */
import { toText, Unknown } from '../expression/value';
import type { Resource } from '../stack/resource';
import { compose, type AttributeTable } from './computed';
import { idOf } from './ids';

const API_ID_LENGTH = 10;
const PART_ID_LENGTH = 6;

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_rest_api */
export const API_GATEWAY_ATTRIBUTES: AttributeTable = {
  aws_api_gateway_rest_api: {
    id: (api) => idOf(api, API_ID_LENGTH),
    root_resource_id: (api) => idOf(api, API_ID_LENGTH, 'root'),
    execution_arn: (api) => executionArn(api, idOf(api, API_ID_LENGTH)),
    arn: (api) => managementArn(api, `/restapis/${idOf(api, API_ID_LENGTH)}`),
  },
  aws_api_gateway_resource: { id: (resource) => idOf(resource, PART_ID_LENGTH) },
  aws_api_gateway_method: {
    id: (method) => joined(method, 'agm', ['rest_api_id', 'resource_id', 'http_method']),
  },
  aws_api_gateway_integration: {
    id: (integration) => joined(integration, 'agi', ['rest_api_id', 'resource_id', 'http_method']),
  },
  aws_api_gateway_method_response: {
    id: (response) =>
      joined(response, 'agmr', ['rest_api_id', 'resource_id', 'http_method', 'status_code']),
  },
  aws_api_gateway_integration_response: {
    id: (response) =>
      joined(response, 'agir', ['rest_api_id', 'resource_id', 'http_method', 'status_code']),
  },
  aws_api_gateway_gateway_response: {
    id: (response) => joined(response, 'aggr', ['rest_api_id', 'response_type']),
  },
  aws_api_gateway_model: { id: (model) => idOf(model, PART_ID_LENGTH) },
  aws_api_gateway_request_validator: { id: (validator) => idOf(validator, PART_ID_LENGTH) },
  aws_api_gateway_authorizer: { id: (authorizer) => idOf(authorizer, PART_ID_LENGTH) },
  aws_api_gateway_deployment: { id: (deployment) => idOf(deployment, PART_ID_LENGTH) },
  aws_api_gateway_documentation_part: { id: (part) => idOf(part, PART_ID_LENGTH) },
  aws_api_gateway_stage: {
    id: (stage) => joined(stage, 'ags', ['rest_api_id', 'stage_name']),
    arn: (stage) =>
      ofStage(stage, (api, name) => managementArn(stage, `/restapis/${api}/stages/${name}`)),
    execution_arn: (stage) => ofStage(stage, (api, name) => `${executionArn(stage, api)}/${name}`),
    invoke_url: (stage) =>
      ofStage(
        stage,
        (api, name) => `https://${api}.execute-api.${stage.region}.amazonaws.com/${name}`,
      ),
  },
  aws_api_gateway_domain_name: { id: (domain) => domain.attribute('domain_name') },
  aws_api_gateway_api_key: {
    id: (key) => idOf(key, API_ID_LENGTH),
    arn: (key) => managementArn(key, `/apikeys/${idOf(key, API_ID_LENGTH)}`),
    value: (key) =>
      key.argument('value') ?? new Unknown(`${key.address}.value is a secret of the laptop's own`),
  },
  aws_api_gateway_usage_plan: {
    id: (plan) => idOf(plan, API_ID_LENGTH),
    arn: (plan) => managementArn(plan, `/usageplans/${idOf(plan, API_ID_LENGTH)}`),
  },
  aws_api_gateway_usage_plan_key: {
    id: (planKey) => planKey.attribute('key_id'),
  },
};

function executionArn(resource: Resource, apiId: string): string {
  return `arn:aws:execute-api:${resource.region}:${resource.accountId}:${apiId}`;
}

/** API Gateway's own ARNs name no account. */
function managementArn(resource: Resource, path: string): string {
  return `arn:aws:apigateway:${resource.region}::${path}`;
}

function joined(resource: Resource, prefix: string, names: readonly string[]): string | Unknown {
  const values = names.map((name) => resource.attribute(name));
  const unknown = values.find((value) => value instanceof Unknown);
  return unknown ?? [prefix, ...values.map(toText)].join('-');
}

function ofStage(
  stage: Resource,
  write: (apiId: string, stageName: string) => string,
): ReturnType<typeof compose> {
  return compose(stage, 'rest_api_id', (apiId) =>
    compose(stage, 'stage_name', (name) => write(apiId, name)),
  );
}
