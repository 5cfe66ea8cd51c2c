import { ApiGatewayAuthorizer } from '@cdktf/provider-aws/lib/api-gateway-authorizer';
import { Construct } from 'constructs';
import { invocationUri, type Account } from './account';

export interface TokenAuthorizerProps {
  readonly account: Account;
  readonly restApiId: string;
  /** Names the authorizer in the console and in documents. */
  readonly name: string;
  /** The stage variable that holds the stage's own function. */
  readonly functionVariable: string;
  /**
   * Seconds for which a token's policy is kept, 0 to 3600.
   * @default 300
   */
  readonly ttlSeconds?: number;
}

/**
 * A TOKEN authorizer whose function each stage chooses for itself.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class TokenAuthorizer extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: TokenAuthorizerProps) {
    super(scope, id);
    const authorizer = new ApiGatewayAuthorizer(this, 'Resource', {
      restApiId: props.restApiId,
      name: props.name,
      type: 'TOKEN',
      identitySource: 'method.request.header.Authorization',
      // Anything that is no bearer token is refused without waking the function.
      identityValidationExpression: '^Bearer [-0-9a-zA-Z_.]+$',
      authorizerUri: invocationUri(props.account, props.functionVariable),
      authorizerResultTtlInSeconds: props.ttlSeconds ?? 300,
    });
    this.id = authorizer.id;
  }
}
