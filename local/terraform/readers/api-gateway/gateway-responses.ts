/** `aws_api_gateway_gateway_response` and `aws_api_gateway_documentation_part`. */
import { GATEWAY_RESPONSE_TYPES, type DocumentationPart, type RestApi } from '../../../rest-api';
import type { ApiParts } from './api-parts';

/**
 * The gateway responses of an API by type.
 *
 * @throws LocatedError
 */
export function readGatewayResponses(parts: ApiParts): RestApi['gatewayResponses'] {
  return Object.fromEntries(
    parts('aws_api_gateway_gateway_response').map((response) => {
      const responseType = response.choice('response_type', GATEWAY_RESPONSE_TYPES);
      if (responseType === undefined) throw response.error('response_type', 'it is missing');
      return [
        responseType,
        {
          responseType,
          statusCode: response.text('status_code'),
          responseParameters: response.textMap('response_parameters'),
          responseTemplates: response.textMap('response_templates'),
        },
      ];
    }),
  );
}

/** @throws LocatedError */
export function readDocumentationParts(parts: ApiParts): readonly DocumentationPart[] {
  return parts('aws_api_gateway_documentation_part').map((part) => {
    const location = part.block('location');
    if (location === undefined) throw part.error('location', 'it is required, and missing');
    return {
      location: {
        type: location.requiredText('type'),
        path: location.text('path'),
        method: location.text('method'),
        name: location.text('name'),
        statusCode: location.text('status_code'),
      },
      properties: part.requiredText('properties'),
    };
  });
}
