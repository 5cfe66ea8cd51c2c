/** `aws_api_gateway_authorizer`. */
import type { Authorizer } from '../../../rest-api';
import type { Arguments } from '../arguments';
import { idOfPart, type ApiParts } from './api-parts';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
const DEFAULT_TTL_SECONDS = 300;
const DEFAULT_IDENTITY_SOURCE = 'method.request.header.Authorization';

/**
 * The Lambda authorizers of an API by id.
 *
 * @throws LocatedError
 */
export function readAuthorizers(parts: ApiParts): Readonly<Record<string, Authorizer>> {
  return Object.fromEntries(
    parts('aws_api_gateway_authorizer').flatMap((authorizer) => {
      const type = authorizer.text('type') ?? 'TOKEN';
      if (type !== 'TOKEN' && type !== 'REQUEST') return [];
      const id = idOfPart(authorizer);
      return [[id, { id, type, ...readAuthorizer(authorizer) }]];
    }),
  );
}

function readAuthorizer(authorizer: Arguments): Omit<Authorizer, 'id' | 'type'> {
  const sources = authorizer.text('identity_source') ?? DEFAULT_IDENTITY_SOURCE;
  return {
    address: authorizer.resource.address,
    name: authorizer.requiredText('name'),
    uri: authorizer.requiredText('authorizer_uri'),
    identitySources: sources
      .split(',')
      .map((source) => source.trim())
      .filter((source) => source !== ''),
    identityValidationExpression: authorizer.text('identity_validation_expression'),
    ttlSeconds: authorizer.number('authorizer_result_ttl_in_seconds') ?? DEFAULT_TTL_SECONDS,
    credentials: authorizer.text('authorizer_credentials'),
  };
}
