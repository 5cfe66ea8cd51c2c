/** The REST API, its path tree, models, answers and documentation. */
import { GATEWAY_RESPONSE_TYPES } from '../../rest-api';
import { refuseOthers } from './refused-values';
import { coverage, refusedType, type ResourceCoverage } from './resource-coverage';

const OPENAPI_BODY = 'an OpenAPI body is not read: declare resources, methods and integrations';

export const API_GATEWAY_REST_API: Readonly<Record<string, ResourceCoverage>> = {
  aws_api_gateway_rest_api: coverage({
    honoured: `api_key_source binary_media_types description disable_execute_api_endpoint
      minimum_compression_size name policy`,
    harmless: {
      endpoint_configuration: 'how AWS is reached; the laptop listens at its own address',
      'fail_on_warnings parameters put_rest_api_mode': 'of `body` alone, which is refused',
    },
    refused: { body: OPENAPI_BODY },
    readOnly: 'arn created_date execution_arn root_resource_id',
  }),
  aws_api_gateway_rest_api_policy: coverage({ honoured: 'policy rest_api_id' }),
  aws_api_gateway_rest_api_put: refusedType(OPENAPI_BODY),
  aws_api_gateway_resource: coverage({
    honoured: 'parent_id path_part rest_api_id',
    readOnly: 'path',
  }),
  aws_api_gateway_model: coverage({ honoured: 'content_type description name rest_api_id schema' }),
  aws_api_gateway_request_validator: coverage({
    honoured: 'name rest_api_id validate_request_body validate_request_parameters',
  }),
  aws_api_gateway_gateway_response: coverage({
    honoured: 'response_parameters response_templates rest_api_id status_code',
    refusedWhen: {
      response_type: refuseOthers(
        GATEWAY_RESPONSE_TYPES,
        'the local runtime never gives this answer',
      ),
    },
  }),
  aws_api_gateway_documentation_part: coverage({
    honoured: `location.method location.name location.path location.status_code location.type
      properties rest_api_id`,
    readOnly: 'documentation_part_id',
  }),
  aws_api_gateway_documentation_version: coverage({
    honoured: 'rest_api_id version',
    harmless: { description: 'shown in the AWS console alone' },
  }),
};
