import { ApiGatewayGatewayResponse } from '@cdktf/provider-aws/lib/api-gateway-gateway-response';
import { Construct } from 'constructs';

const MESSAGE = '{"message":$context.error.messageString}';
/**
 * A static value: AWS documents that and parameters of the request for these headers, and no stage variable. One API
 * answers for all its stages, so the value can name no stage's origins; what these answers hold is a status and the
 * gateway's own sentence, which any page may read (docs/decisions/092-cors-of-gateway-responses.md).
 */
const HEADERS = { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" };

/**
 * What API Gateway answers when a request does not get through: the fallbacks carry CORS headers, so that a browser
 * shows the caller the real status, and a body that does not fit its model is told why.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.gatewayResponse.html
 */
export class GatewayResponses extends Construct {
  constructor(scope: Construct, id: string, { restApiId }: { readonly restApiId: string }) {
    super(scope, id);
    for (const responseType of ['DEFAULT_4XX', 'DEFAULT_5XX']) {
      new ApiGatewayGatewayResponse(this, responseType, {
        restApiId,
        responseType,
        responseParameters: HEADERS,
        responseTemplates: { 'application/json': MESSAGE },
      });
    }
    new ApiGatewayGatewayResponse(this, 'BAD_REQUEST_BODY', {
      restApiId,
      responseType: 'BAD_REQUEST_BODY',
      statusCode: '400',
      responseParameters: HEADERS,
      responseTemplates: {
        'application/json':
          '{"message":$context.error.messageString,"reason":"$context.error.validationErrorString"}',
      },
    });
  }
}
