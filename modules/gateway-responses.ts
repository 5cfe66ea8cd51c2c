import { ApiGatewayGatewayResponse } from '@cdktf/provider-aws/lib/api-gateway-gateway-response';
import { Construct } from 'constructs';
import { CORS_ORIGIN_VARIABLE } from './cors';

const MESSAGE = '{"message":$context.error.messageString}';
const HEADERS = {
  'gatewayresponse.header.Access-Control-Allow-Origin': `stageVariables.${CORS_ORIGIN_VARIABLE}`,
  'gatewayresponse.header.Vary': "'Origin'",
};

/**
 * What API Gateway answers when a request does not get through: the fallbacks carry CORS headers, so that a browser
 * shows the caller the real status, and a body that does not fit its model is told why.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
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
