import { methodArn, type Exchange } from '../exchange';
import { GatewayFailure } from '../gateway-failure';

/** Bytes. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_LENGTH = 1600;

/**
 * The ARN by which a policy, of the API or of an authorizer, is asked about a request.
 *
 * @throws GatewayFailure 414 when the path that was asked for makes it too long.
 */
export function authorizedArn(exchange: Exchange): string {
  const arn = methodArn(exchange);
  if (Buffer.byteLength(arn) <= MAX_LENGTH) return arn;
  throw new GatewayFailure('DEFAULT_4XX', { statusCode: 414, message: 'Request URI too long' });
}
