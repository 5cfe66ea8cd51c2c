import type { Application } from '../application';
import type { Clock } from '../clock';
import type { FunctionInvoker } from '../lambda/invoker';
import type { LogSink } from '../logs/log-sink';
import { isDomainName } from './arrival/domain-mapping';
import { findStage } from './arrival/find-stage';
import { createAuthorizerService } from './authorizer';
import { compressed } from './compression';
import { createExchange, requestIds } from './create-exchange';
import type { Exchange, ResponseDraft } from './exchange';
import type { Gateway, GatewayRequest, GatewayResponseMessage } from './gateway';
import { GatewayFailure } from './gateway-failure';
import { plainFailure } from './gateway-response';
import { TemplateCache, type GatewayServices } from './gateway-services';
import { headerValue } from './headers';
import { createModelValidator, type ModelValidator } from './model-validation';
import { createRequestLog } from './observability/write-logs';
import { runPipeline } from './pipeline';
import { Router } from './router';
import type { UsageMeter } from './usage';

export interface GatewayOptions {
  /** Asked for at every request: a reload gives another one. */
  readonly application: Application;
  readonly invoker: FunctionInvoker;
  readonly logs: LogSink;
  /** Lives longer than a gateway: buckets and quotas survive a reload. */
  readonly usage: UsageMeter;
  readonly clock: Clock;
  /** False: authorizers and API keys let everybody in. */
  readonly authorization: boolean;
  /** Told of every finished request. */
  readonly onExchange?:
    ((exchange: Exchange, response: GatewayResponseMessage) => void) | undefined;
}

/** Bytes. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_PAYLOAD = 10 * 1024 * 1024;
const MAX_HEADERS = 10_240;

const BODY_TOO_LONG = `HTTP content length exceeded ${String(MAX_PAYLOAD)} bytes.`;
const HEADERS_TOO_LONG = `HTTP header is larger than ${String(MAX_HEADERS)} bytes.`;

/** The data plane of every REST API of an application. */
export function createGateway(options: GatewayOptions): Gateway {
  const { application, clock } = options;
  const services = createServices(options);
  const log = createRequestLog(options.logs);
  const finish = async (exchange: Exchange, draft: ResponseDraft) => {
    log(exchange, draft, clock());
    const message = toMessage(
      await compressed(draft, exchange.api, exchange.request.rawHeaders),
      exchange,
    );
    options.onExchange?.(exchange, message);
    return message;
  };
  return {
    isDomainName: (host) => isDomainName(application.restApis, host),
    async handle(request) {
      const arrival = findStage(application, request);
      if (arrival === undefined) return refuse(new GatewayFailure('INVALID_API_KEY'));
      if (request.body.length > MAX_PAYLOAD) return turnedAway(413, BODY_TOO_LONG);
      if (headerBytes(request) > MAX_HEADERS) return turnedAway(431, HEADERS_TOO_LONG);
      const { accountId, region } = application;
      const { api, stage, target } = arrival;
      const now = clock();
      const exchange = createExchange({ request, api, stage, target, accountId, region, now });
      return finish(exchange, await runPipeline(exchange, services));
    },
  };
}

function createServices({ application, invoker, usage, clock, authorization }: GatewayOptions) {
  const routers = new Map(application.restApis.map((api) => [api.id, new Router(api)]));
  const models = new Map<string, ModelValidator>();
  const services: GatewayServices = {
    invoker,
    usage,
    clock,
    authorization,
    authorizers: createAuthorizerService({ invoker, clock }),
    templates: new TemplateCache(),
    router: (apiId) => routers.get(apiId) ?? missing(apiId),
    models(apiId) {
      const known = models.get(apiId);
      if (known !== undefined) return known;
      const api = application.restApis.find(({ id }) => id === apiId) ?? missing(apiId);
      const made = createModelValidator(api.models, api.id);
      models.set(apiId, made);
      return made;
    },
  };
  return services;
}

function missing(apiId: string): never {
  throw new Error(`there is no API ${apiId}`);
}

function toMessage(
  draft: ResponseDraft,
  ids: ReturnType<typeof requestIds>,
): GatewayResponseMessage {
  const rawHeaders = draft.headers.map(([name, value]) => [name, headerValue(value)] as const);
  rawHeaders.push(['x-amzn-RequestId', ids.requestId], ['x-amz-apigw-id', ids.extendedRequestId]);
  return { statusCode: draft.statusCode, rawHeaders, body: draft.body };
}

function refuse(failure: GatewayFailure): GatewayResponseMessage {
  return toMessage(plainFailure(failure), requestIds());
}

/** The front door's own words, in plain text: no API, so no gateway response, is behind them. */
function turnedAway(statusCode: number, body: string): GatewayResponseMessage {
  return toMessage({ statusCode, headers: [['Content-Type', 'text/plain']], body }, requestIds());
}

function headerBytes({ method, target, rawHeaders }: GatewayRequest): number {
  return rawHeaders.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    method.length + target.length,
  );
}
