/** API Gateway's data plane: a request in, a response out. */
export { createGateway } from './create-gateway';
export type { GatewayOptions } from './create-gateway';
export { methodArn } from './exchange';
export type { Exchange } from './exchange';
export type { Gateway, GatewayRequest, GatewayResponseMessage } from './gateway';
