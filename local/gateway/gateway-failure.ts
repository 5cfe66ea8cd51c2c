import type { GatewayResponseType } from '../rest-api';

/** What an answer of API Gateway's own says unless the API says otherwise. */
interface FailureDefaults {
  readonly statusCode: number;
  readonly message: string | null;
  /** The value of `x-amzn-ErrorType`. */
  readonly errorType: string;
}

const INTERNAL = 'Internal server error';
const INTERNAL_TYPE = 'InternalServerErrorException';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const DEFAULTS: Readonly<Record<GatewayResponseType, FailureDefaults>> = {
  ACCESS_DENIED: {
    statusCode: 403,
    message: 'User is not authorized to access this resource',
    errorType: 'AccessDeniedException',
  },
  API_CONFIGURATION_ERROR: { statusCode: 500, message: INTERNAL, errorType: INTERNAL_TYPE },
  AUTHORIZER_CONFIGURATION_ERROR: {
    statusCode: 500,
    message: null,
    errorType: 'AuthorizerConfigurationException',
  },
  AUTHORIZER_FAILURE: { statusCode: 500, message: null, errorType: 'AuthorizerFailureException' },
  BAD_REQUEST_BODY: {
    statusCode: 400,
    message: 'Invalid request body',
    errorType: 'BadRequestException',
  },
  BAD_REQUEST_PARAMETERS: {
    statusCode: 400,
    message: 'Missing required request parameters',
    errorType: 'BadRequestException',
  },
  DEFAULT_4XX: { statusCode: 400, message: 'Bad Request', errorType: 'BadRequestException' },
  DEFAULT_5XX: { statusCode: 500, message: INTERNAL, errorType: INTERNAL_TYPE },
  EXPIRED_TOKEN: {
    statusCode: 403,
    message: 'The security token included in the request is expired',
    errorType: 'ExpiredTokenException',
  },
  INTEGRATION_FAILURE: { statusCode: 504, message: INTERNAL, errorType: INTERNAL_TYPE },
  INTEGRATION_TIMEOUT: {
    statusCode: 504,
    message: 'Endpoint request timed out',
    errorType: INTERNAL_TYPE,
  },
  INVALID_API_KEY: { statusCode: 403, message: 'Forbidden', errorType: 'ForbiddenException' },
  INVALID_SIGNATURE: {
    statusCode: 403,
    message: 'The request signature does not match',
    errorType: 'InvalidSignatureException',
  },
  MISSING_AUTHENTICATION_TOKEN: {
    statusCode: 403,
    message: 'Missing Authentication Token',
    errorType: 'MissingAuthenticationTokenException',
  },
  QUOTA_EXCEEDED: {
    statusCode: 429,
    message: 'Limit Exceeded',
    errorType: 'LimitExceededException',
  },
  REQUEST_TOO_LARGE: {
    statusCode: 413,
    message: 'Request Too Long',
    errorType: 'RequestTooLargeException',
  },
  RESOURCE_NOT_FOUND: { statusCode: 404, message: 'Not Found', errorType: 'NotFoundException' },
  THROTTLED: {
    statusCode: 429,
    message: 'Too Many Requests',
    errorType: 'TooManyRequestsException',
  },
  UNAUTHORIZED: { statusCode: 401, message: 'Unauthorized', errorType: 'UnauthorizedException' },
  UNSUPPORTED_MEDIA_TYPE: {
    statusCode: 415,
    message: 'Unsupported Media Type',
    errorType: 'BadRequestException',
  },
  WAF_FILTERED: { statusCode: 403, message: 'Forbidden', errorType: 'ForbiddenException' },
};

/** What differs from the type's defaults, and what the access log may tell. */
export interface FailureDetails {
  /** What the caller reads; `null` on AWS for a broken authorizer. */
  readonly message?: string | null | undefined;
  readonly statusCode?: number | undefined;
  readonly errorType?: string | undefined;
  /** What the model says is wrong, for `$context.error.validationErrorString`. */
  readonly validationError?: string | undefined;
  /** Why, for the logs alone: it may name what a caller must not learn. */
  readonly reason?: string | undefined;
}

/** A request ends in a gateway response of this type. Steps throw it; the pipeline answers it. */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure';
  readonly type: GatewayResponseType;
  readonly statusCode: number;
  readonly text: string | null;
  readonly errorType: string;
  readonly validationError: string | undefined;
  readonly reason: string | undefined;

  constructor(type: GatewayResponseType, details: FailureDetails = {}) {
    const defaults = DEFAULTS[type];
    const text = details.message === undefined ? defaults.message : details.message;
    super(details.reason ?? text ?? type);
    this.type = type;
    this.statusCode = details.statusCode ?? defaults.statusCode;
    this.text = text;
    this.errorType = details.errorType ?? defaults.errorType;
    this.validationError = details.validationError;
    this.reason = details.reason;
  }
}

/** The API itself is wrong: 500, and the caller learns nothing of it. */
export function configurationError(reason: string): GatewayFailure {
  return new GatewayFailure('API_CONFIGURATION_ERROR', { reason });
}
