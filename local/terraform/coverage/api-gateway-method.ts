/** Methods with what they call and answer, and the authorizers before them. */
import { integrationService, refuseMatch, refuseValues } from './refused-values';
import {
  coverage,
  refusedType,
  type RefusedWhen,
  type ResourceCoverage,
} from './resource-coverage';

const ONLY_LAMBDA = 'only Lambda and mock backends are served locally';
const VPC_LINK = 'the laptop has no VPC link';

const OTHER_SERVICE: RefusedWhen = {
  description: 'an AWS service other than Lambda, or an HTTP endpoint',
  refuses: (value) =>
    typeof value === 'string' &&
    (/^https?:/i.test(value) || (integrationService(value) ?? 'lambda') !== 'lambda'),
  why: ONLY_LAMBDA,
};

export const API_GATEWAY_METHOD: Readonly<Record<string, ResourceCoverage>> = {
  aws_api_gateway_method: coverage({
    honoured: `api_key_required authorizer_id http_method operation_name request_models
      request_parameters request_validator_id resource_id rest_api_id`,
    harmless: { authorization_scopes: 'of Cognito authorizers alone, which are refused' },
    refusedWhen: {
      authorization: refuseValues(
        ['AWS_IAM', 'COGNITO_USER_POOLS'],
        'the laptop checks neither IAM signatures nor Cognito tokens: use CUSTOM or NONE',
      ),
    },
  }),
  aws_api_gateway_method_response: coverage({
    honoured: 'http_method resource_id response_models response_parameters rest_api_id status_code',
  }),
  aws_api_gateway_integration: coverage({
    honoured: `cache_namespace content_handling credentials http_method integration_http_method
      passthrough_behavior request_parameters request_templates resource_id rest_api_id
      timeout_milliseconds`,
    harmless: {
      cache_key_parameters: 'of a cache cluster alone, which is refused on the stage',
      tls_config: 'of HTTP backends alone, which are refused',
    },
    refused: { 'connection_id integration_target': VPC_LINK },
    refusedWhen: {
      connection_type: refuseValues(['VPC_LINK'], VPC_LINK),
      response_transfer_mode: refuseValues(['STREAM'], 'answers are not streamed locally'),
      type: refuseValues(['HTTP', 'HTTP_PROXY'], ONLY_LAMBDA),
      uri: OTHER_SERVICE,
    },
    only6: 'integration_target response_transfer_mode',
  }),
  aws_api_gateway_integration_response: coverage({
    honoured: `content_handling http_method resource_id response_parameters response_templates
      rest_api_id selection_pattern status_code`,
  }),
  aws_api_gateway_vpc_link: refusedType(VPC_LINK),
  aws_api_gateway_authorizer: coverage({
    honoured: `authorizer_credentials authorizer_result_ttl_in_seconds authorizer_uri
      identity_source identity_validation_expression name rest_api_id`,
    refused: { provider_arns: 'the laptop has no Cognito user pool' },
    refusedWhen: {
      type: refuseMatch(
        { description: '`COGNITO_USER_POOLS`', pattern: /^COGNITO_USER_POOLS$/ },
        'the laptop has no Cognito user pool: use TOKEN or REQUEST',
      ),
    },
    readOnly: 'arn',
  }),
};
