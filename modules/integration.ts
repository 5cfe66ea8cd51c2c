import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayIntegrationResponse } from '@cdktf/provider-aws/lib/api-gateway-integration-response';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import type { ApiGatewayMethodResponse } from '@cdktf/provider-aws/lib/api-gateway-method-response';
import { Construct } from 'constructs';
import { invocationUri, type Account } from './account';
import { responseTemplate } from './cors';
import { requestTemplates } from './mapping-templates';
import type { RouteIntegration } from './rest-api-definition';
import { functionVariable } from './route-table';
import { unknownWord } from './unreachable';

export interface IntegrationProps {
  readonly account: Account;
  readonly method: ApiGatewayMethod;
  readonly integration: RouteIntegration;
  /** By status code; an integration response needs its method response first. */
  readonly methodResponses: ReadonlyMap<string, ApiGatewayMethodResponse>;
  /** For the integration responses: `method.response.header.X` to its source. @default - none */
  readonly responseParameters?: Readonly<Record<string, string>>;
}

/**
 * The backend of a method and the mappings to and from it.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html
 */
export class Integration extends Construct {
  readonly #props: IntegrationProps;
  readonly #resource: ApiGatewayIntegration;

  constructor(scope: Construct, id: string, props: IntegrationProps) {
    super(scope, id);
    this.#props = props;
    const { method, integration } = props;
    this.#resource = new ApiGatewayIntegration(this, 'Resource', {
      restApiId: method.restApiId,
      resourceId: method.resourceId,
      httpMethod: method.httpMethod,
      ...this.#backend(integration),
    });
    this.#responses(integration);
  }

  #backend(integration: RouteIntegration) {
    switch (integration.type) {
      case 'lambda-proxy':
        return { type: 'AWS_PROXY', ...this.#function(integration.function) };
      case 'lambda':
        return {
          type: 'AWS',
          ...this.#function(integration.function),
          requestTemplates: requestTemplates(integration.request),
          // A body of a type that no template reads is refused, not handed on as it is.
          passthroughBehavior: 'NEVER',
        };
      case 'mock':
        return {
          type: 'MOCK',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          // Without a template there would be no status, and the answer 500.
          passthroughBehavior: 'NEVER',
        };
      default:
        throw unknownWord(integration, 'integration');
    }
  }

  #function(name: string) {
    return {
      // Lambda is invoked by POST, whatever the method is.
      integrationHttpMethod: 'POST',
      uri: invocationUri(this.#props.account, functionVariable(name)),
    };
  }

  #responses(integration: RouteIntegration): void {
    switch (integration.type) {
      case 'lambda-proxy':
        return;
      case 'lambda':
        this.#response('200', {
          responseTemplates: { 'application/json': responseTemplate("$input.json('$')") },
        });
        this.#response('500', {
          // A function that failed has an errorMessage; it may hold what callers must not see.
          selectionPattern: '[\\s\\S]+',
          responseTemplates: {
            'application/json': responseTemplate('{"message":"Internal server error"}'),
          },
        });
        return;
      case 'mock':
        this.#response('200', { responseTemplates: integration.response });
        return;
      default:
        throw unknownWord(integration, 'integration');
    }
  }

  #response(
    statusCode: string,
    how: {
      readonly selectionPattern?: string;
      readonly responseTemplates?: Readonly<Record<string, string>>;
    },
  ): void {
    const { method, methodResponses, responseParameters } = this.#props;
    const methodResponse = methodResponses.get(statusCode);
    if (methodResponse === undefined) {
      throw new Error(`${this.node.path}: the method declares no response ${statusCode}`);
    }
    new ApiGatewayIntegrationResponse(this, statusCode, {
      restApiId: method.restApiId,
      resourceId: method.resourceId,
      httpMethod: method.httpMethod,
      statusCode,
      ...how,
      ...(responseParameters === undefined ? {} : { responseParameters }),
      dependsOn: [this.#resource, methodResponse],
    });
  }
}
