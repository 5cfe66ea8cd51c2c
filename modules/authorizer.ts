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
 * What is no bearer token is refused without waking the function. A scheme has no case, and one blank or more may follow it:
 * https://www.rfc-editor.org/rfc/rfc9110#section-11.1
 */
const BEARER_TOKEN = '^[Bb][Ee][Aa][Rr][Ee][Rr] +[-0-9a-zA-Z_.]+$';

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
      identityValidationExpression: BEARER_TOKEN,
      authorizerUri: invocationUri(props.account, props.functionVariable),
      authorizerResultTtlInSeconds: props.ttlSeconds ?? 300,
    });
    this.id = authorizer.id;
  }
}
