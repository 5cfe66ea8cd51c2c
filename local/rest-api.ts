/**
 * The REST API in API Gateway's own words: types only.
 *
 * `terraform/` ends here and `gateway/` begins here: the reader turns addresses and references into these
 * values, and the data plane, the OpenAPI export and the AWS-compatible endpoint know nothing else.
 */

/** The verbs a method may have; `ANY` stands for every one of them. */
export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** Content type (or `$default`) to VTL text. */
export type Templates = Readonly<Record<string, string>>;
/** Mapping target (`integration.request.header.x`, `method.response.header.x`, ...) to its source expression. */
export type ParameterMapping = Readonly<Record<string, string>>;

export interface RestApi {
  /** Ten characters, as AWS's ids; derived from the address, so that it is the same at every start. */
  readonly id: string;
  /** The id of the resource `/`. */
  readonly rootResourceId: string;
  /** Terraform address, for messages. */
  readonly address: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** Media types treated as binary, as written (`image/png`, `application/*`, `*\/*`). */
  readonly binaryMediaTypes: readonly string[];
  /** Bytes from which a response is compressed for a client that accepts it; `undefined`: never. */
  readonly minimumCompressionSize: number | undefined;
  readonly disableExecuteApiEndpoint: boolean;
  /** The API's resource policy, JSON text; `undefined`: none. */
  readonly policy: string | undefined;
  /** Every node of the path tree, `/` included, also those without a method. */
  readonly resources: readonly Resource[];
  readonly models: Readonly<Record<string, Model>>;
  /** By authorizer id. */
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  readonly gatewayResponses: Readonly<Partial<Record<GatewayResponseType, GatewayResponse>>>;
  readonly stages: readonly Stage[];
  /** Where the API is reached under names of one's own. */
  readonly domains: readonly Domain[];
  readonly documentationParts: readonly DocumentationPart[];
}

/** A base path mapping of a custom domain name. */
export interface Domain {
  /** `api.example.com`, or `*.example.com`. */
  readonly domainName: string;
  /** Without slashes around it; `''`: the root of the name. */
  readonly basePath: string;
  /** `undefined`: the caller names it, after the base path. */
  readonly stageName: string | undefined;
}

export interface Resource {
  readonly id: string;
  /** From the root: `/items/{id}`, `/{proxy+}`, `/`. */
  readonly path: string;
  readonly methods: readonly Method[];
}

export interface Method {
  readonly address: string;
  readonly httpMethod: HttpMethod | 'ANY';
  readonly authorization: 'NONE' | 'CUSTOM';
  readonly authorizerId: string | undefined;
  readonly authorizationScopes: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly operationName: string | undefined;
  /** `method.request.header.X` | `.querystring.X` | `.path.X` to whether it is required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Content type to model name. */
  readonly requestModels: Readonly<Record<string, string>>;
  readonly requestValidator: RequestValidator | undefined;
  /** `undefined`: declared without one, which answers 500 as on AWS. */
  readonly integration: Integration | undefined;
  readonly responses: readonly MethodResponse[];
}

export interface RequestValidator {
  readonly name: string;
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

export interface MethodResponse {
  readonly statusCode: string;
  /** `method.response.header.X` to whether it is required (documentation only, as on AWS). */
  readonly parameters: Readonly<Record<string, boolean>>;
  readonly models: Readonly<Record<string, string>>;
}

export const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
export type PassthroughBehavior = (typeof PASSTHROUGH_BEHAVIORS)[number];
export type ContentHandling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';

export interface Integration {
  readonly type: 'AWS_PROXY' | 'AWS' | 'MOCK';
  /** The verb API Gateway uses towards the backend; Lambda answers to `POST` alone. `undefined` for `MOCK`. */
  readonly httpMethod: string | undefined;
  /** References resolved but for `${stageVariables.x}` and `{path}` parameters, which a request decides. `''` for `MOCK`. */
  readonly uri: string;
  readonly requestTemplates: Templates;
  readonly requestParameters: ParameterMapping;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling: ContentHandling | undefined;
  /** Milliseconds; 29 000 unless set. */
  readonly timeoutMs: number;
  /** An IAM role that API Gateway assumes to invoke the function instead of its permission; `undefined`: none. */
  readonly credentials: string | undefined;
  readonly cacheNamespace: string | undefined;
  readonly responses: readonly IntegrationResponse[];
}

export interface IntegrationResponse {
  readonly statusCode: string;
  /** Whole-string regular expression; `undefined` or `''`: the default response. */
  readonly selectionPattern: string | undefined;
  /** `method.response.header.X` to its source. */
  readonly responseParameters: ParameterMapping;
  readonly responseTemplates: Templates;
  readonly contentHandling: ContentHandling | undefined;
}

export interface Model {
  readonly name: string;
  readonly contentType: string;
  /** JSON schema draft 4, as text; may hold `$ref`s to `https://apigateway.amazonaws.com/restapis/<id>/models/<name>`. */
  readonly schema: string;
  readonly description: string | undefined;
}

export interface Authorizer {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST';
  /** The invocation URI of the function, with `${stageVariables.x}` as in an integration. */
  readonly uri: string;
  /** `method.request.header.X`, `.querystring.X`, `stageVariables.X`, `context.X`. */
  readonly identitySources: readonly string[];
  readonly identityValidationExpression: string | undefined;
  /** Seconds; 0: no cache. */
  readonly ttlSeconds: number;
  readonly credentials: string | undefined;
}

/** Every kind of answer API Gateway gives itself, with its own default status; the table lives in `gateway/gateway-response.ts`. */
export const GATEWAY_RESPONSE_TYPES = [
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
] as const;
export type GatewayResponseType = (typeof GATEWAY_RESPONSE_TYPES)[number];

export interface GatewayResponse {
  readonly responseType: GatewayResponseType;
  readonly statusCode: string | undefined;
  /** `gatewayresponse.header.X` to its source. */
  readonly responseParameters: ParameterMapping;
  readonly responseTemplates: Templates;
}

export interface Stage {
  readonly address: string;
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly accessLog: AccessLog | undefined;
  /** `$context` text of the log group that execution logs go to; `undefined` when logging is off. */
  readonly executionLogGroup: string | undefined;
  readonly canary: Canary | undefined;
  readonly tracingEnabled: boolean;
  readonly documentationVersion: string | undefined;
  /** In the order of precedence that AWS gives them: the most exact first. */
  readonly methodSettings: readonly MethodSettings[];
  /** Plans whose `api_stages` name this stage. */
  readonly usagePlans: readonly UsagePlan[];
}

export interface AccessLog {
  /** Name of the log group (Terraform gives its ARN). */
  readonly logGroup: string;
  readonly format: string;
}

export interface Canary {
  /** 0 to 100. */
  readonly percentTraffic: number;
  readonly stageVariableOverrides: Readonly<Record<string, string>>;
}

export interface MethodSettings {
  /** `*\/*`, or `items/{id}/GET` as Terraform writes it. */
  readonly methodPath: string;
  /** Requests a second; -1 or `undefined`: no limit of its own. */
  readonly throttlingRateLimit: number | undefined;
  readonly throttlingBurstLimit: number | undefined;
  readonly loggingLevel: 'OFF' | 'ERROR' | 'INFO';
  readonly dataTraceEnabled: boolean;
}

export interface Throttle {
  /** Requests a second. */
  readonly rateLimit: number;
  /** The token bucket's size. */
  readonly burstLimit: number;
}

export interface UsagePlan {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly throttle: Throttle | undefined;
  /** Per method of this stage: `/items/POST` to its throttle. */
  readonly methodThrottles: Readonly<Record<string, Throttle>>;
  readonly quota: Quota | undefined;
  readonly keys: readonly ApiKey[];
}

export interface Quota {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  /** Requests taken off the limit in the first period. */
  readonly offset: number;
}

export interface ApiKey {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  /** A secret. Terraform seldom holds it (AWS makes it): the reader takes a laptop key from the `KeyRing` then. */
  readonly value: string;
  readonly enabled: boolean;
  readonly description: string | undefined;
}

export interface DocumentationPart {
  readonly location: {
    readonly type: string;
    readonly path?: string | undefined;
    readonly method?: string | undefined;
    readonly name?: string | undefined;
    readonly statusCode?: string | undefined;
  };
  /** JSON text. */
  readonly properties: string;
}
