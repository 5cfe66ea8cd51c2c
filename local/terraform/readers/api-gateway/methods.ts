/** `aws_api_gateway_method`, with its request validator, responses and integration. */
import {
  HTTP_METHODS,
  type Method,
  type MethodResponse,
  type RequestValidator,
} from '../../../rest-api';
import type { Arguments } from '../arguments';
import { refuseTwins } from '../twins';
import { idOfPart, type ApiParts } from './api-parts';
import { readIntegrations } from './integrations';
import { groupByMethod, methodKey } from './method-key';

/**
 * The methods of an API, by the id of their resource.
 *
 * @throws LocatedError
 */
export function readMethods(
  parts: ApiParts,
  resourceIds: readonly string[],
): (resourceId: string) => readonly Method[] {
  const methods = parts('aws_api_gateway_method');
  refuseTwins(methods, methodKey, 'http_method');
  const known = new Set(methods.map(methodKey));
  const responses = groupByMethod(parts('aws_api_gateway_method_response'), known);
  const integrations = readIntegrations(parts, known);
  const validators = readValidators(parts);
  const byResource = new Map<string, Method[]>();
  for (const method of methods) {
    const resourceId = method.requiredText('resource_id');
    if (!resourceIds.includes(resourceId)) {
      throw method.error('resource_id', 'no resource of this API has this id');
    }
    const read = {
      ...readMethod(method),
      requestValidator: validatorOf(method, validators),
      integration: integrations.get(methodKey(method)),
      responses: responses(methodKey(method)).map(readResponse),
    };
    byResource.set(resourceId, [...(byResource.get(resourceId) ?? []), read]);
  }
  return (resourceId) => byResource.get(resourceId) ?? [];
}

function readMethod(
  method: Arguments,
): Omit<Method, 'requestValidator' | 'integration' | 'responses'> {
  return {
    address: method.resource.address,
    httpMethod: method.choice('http_method', [...HTTP_METHODS, 'ANY']) ?? 'ANY',
    // What else there is (AWS_IAM, COGNITO_USER_POOLS) is refused or warned of before, and then left out.
    authorization: method.text('authorization') === 'CUSTOM' ? 'CUSTOM' : 'NONE',
    authorizerId: method.text('authorizer_id'),
    authorizationScopes: method.texts('authorization_scopes'),
    apiKeyRequired: method.boolean('api_key_required') ?? false,
    operationName: method.text('operation_name'),
    requestParameters: method.booleanMap('request_parameters'),
    requestModels: method.textMap('request_models'),
  };
}

function readResponse(response: Arguments): MethodResponse {
  return {
    statusCode: response.requiredText('status_code'),
    parameters: response.booleanMap('response_parameters'),
    models: response.textMap('response_models'),
  };
}

function readValidators(parts: ApiParts): ReadonlyMap<string, RequestValidator> {
  return new Map(
    parts('aws_api_gateway_request_validator').map((validator) => [
      idOfPart(validator),
      {
        name: validator.requiredText('name'),
        validateRequestBody: validator.boolean('validate_request_body') ?? false,
        validateRequestParameters: validator.boolean('validate_request_parameters') ?? false,
      },
    ]),
  );
}

function validatorOf(
  method: Arguments,
  validators: ReadonlyMap<string, RequestValidator>,
): RequestValidator | undefined {
  const id = method.text('request_validator_id');
  if (id === undefined) return undefined;
  const validator = validators.get(id);
  if (validator !== undefined) return validator;
  throw method.error('request_validator_id', 'no request validator of this API has this id');
}
