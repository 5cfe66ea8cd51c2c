import type { Method } from '../rest-api';
import type { ModelValidator } from './model-validation';

/** A request as its method's validator sees it. */
export interface RequestToValidate {
  readonly method: Method;
  readonly models: ModelValidator;
  /** Name and value as sent; names of headers are found in any case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Decoded name and value, in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The header, parameters included; `undefined`, for none, is `application/json`. */
  readonly contentType: string | undefined;
  /** `''`: none. */
  readonly body: string;
}

/** Why a request may not go on. */
export interface RequestRefusal {
  readonly responseType: 'BAD_REQUEST_PARAMETERS' | 'BAD_REQUEST_BODY';
  /** `$context.error.message`. */
  readonly message: string;
  /** `$context.error.validationErrorString`: what the model holds against the body. */
  readonly validationError?: string;
}

const DEFAULT_CONTENT_TYPE = 'application/json';

/**
 * Checks a request as the validator of its method asks: first the required parameters, where a blank value is a
 * missing one, then the body against the model of its content type. A content type without a model is not checked,
 * unless there is a model for `$default`.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 *
 * @returns `undefined` for a request that may go on.
 * @throws Error when the method names a model that the API does not have.
 */
export function validateRequest(input: RequestToValidate): RequestRefusal | undefined {
  const validator = input.method.requestValidator;
  if (validator === undefined) return undefined;
  const refusal = validator.validateRequestParameters ? checkParameters(input) : undefined;
  return refusal ?? (validator.validateRequestBody ? checkBody(input) : undefined);
}

function checkParameters(input: RequestToValidate): RequestRefusal | undefined {
  const missing = Object.entries(input.method.requestParameters)
    .filter(([parameter, required]) => required && !hasValue(input, parameter))
    .map(([parameter]) => parameter)
    // AWS keeps them by their whole name: headers, then paths, then query strings.
    .sort()
    .map(nameOf);
  if (missing.length === 0) return undefined;
  return {
    responseType: 'BAD_REQUEST_PARAMETERS',
    message: `Missing required request parameters: [${missing.join(', ')}]`,
  };
}

function hasValue(input: RequestToValidate, parameter: string): boolean {
  return valuesOf(input, parameter).some((value) => value.trim() !== '');
}

const PARAMETER = /^method\.request\.(multivalue)?(header|querystring|path)\.(.*)$/s;

function nameOf(parameter: string): string {
  return PARAMETER.exec(parameter)?.[3] ?? parameter;
}

function valuesOf(input: RequestToValidate, parameter: string): readonly string[] {
  const [, , location = '', name = ''] = PARAMETER.exec(parameter) ?? [];
  switch (location) {
    case 'header':
      return input.headers
        .filter(([sent]) => sent.toLowerCase() === name.toLowerCase())
        .map(([, value]) => value);
    case 'querystring':
      return input.query.filter(([sent]) => sent === name).map(([, value]) => value);
    case 'path':
      return Object.hasOwn(input.pathParameters, name) ? [input.pathParameters[name] ?? ''] : [];
    default:
      return [];
  }
}

function checkBody(input: RequestToValidate): RequestRefusal | undefined {
  const model = modelFor(input.method.requestModels, input.contentType);
  if (model === undefined) return undefined;
  const validation = input.models.validate(model, input.body);
  if (validation.valid) return undefined;
  return {
    responseType: 'BAD_REQUEST_BODY',
    message: 'Invalid request body',
    validationError: validation.message,
  };
}

function modelFor(
  models: Readonly<Record<string, string>>,
  contentType: string | undefined,
): string | undefined {
  const wanted = mediaType(contentType ?? '') || DEFAULT_CONTENT_TYPE;
  const found = Object.entries(models).find(([type]) => mediaType(type) === wanted);
  return found?.[1] ?? models['$default'];
}

/** Without parameters such as the charset, in lower case. */
function mediaType(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}
