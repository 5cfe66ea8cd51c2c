/**
 * The data plane's border, free of any transport: a request in, a response out.
 *
 * `server.ts` feeds it from `node:http`; tests feed it literals.
 */

/** A request as it came off the wire. */
export interface GatewayRequest {
  /** The verb, upper case. */
  readonly method: string;
  /** The exact request target, stage and query string included: `/dev/items?x=1`. */
  readonly target: string;
  /** Name and value in order and spelling of the wire; a name may come twice. */
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
  /** `HTTP/1.1`. */
  readonly protocol: string;
  /** `127.0.0.1:3000`. */
  readonly host: string;
}

/** A response as it goes onto the wire. */
export interface GatewayResponseMessage {
  readonly statusCode: number;
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | string;
}

export interface Gateway {
  /** Whether a `Host` is a custom domain name of an API. */
  isDomainName(host: string): boolean;
  /** Answers; failures are answers too. Rejects only on a defect of the runtime itself. */
  handle(request: GatewayRequest): Promise<GatewayResponseMessage>;
}
