/** What a SigV4 signature tells of a request: who signed, and for which service. The signature itself is not checked. */
import type { IncomingHttpHeaders } from 'node:http';
import { headerOf } from './aws-call';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  /** `lambda`, `dynamodb`, `logs`, ... */
  readonly service: string;
  readonly sessionToken: string | undefined;
  /** Whether it stands in the query string, as that of a presigned URL. */
  readonly isPresigned: boolean;
}

/** `<access key id>/<date>/<region>/<service>/aws4_request`. */
const CREDENTIAL_SCOPE = /^([^/]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/;
const AUTHORIZATION = /^AWS4-HMAC-SHA256\s.*\bCredential=([^,\s]+)/;

/**
 * Reads the `Authorization` header, or the query string of a presigned URL.
 *
 * @returns `undefined` when the request carries no SigV4 signature.
 */
export function readSignature(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): Signature | undefined {
  const signed = AUTHORIZATION.exec(headers.authorization ?? '')?.[1];
  const presigned = query.has('X-Amz-Signature') ? query.get('X-Amz-Credential') : null;
  const [, accessKeyId, region, service] = CREDENTIAL_SCOPE.exec(signed ?? presigned ?? '') ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  const sessionToken =
    headerOf(headers, 'x-amz-security-token') ?? query.get('X-Amz-Security-Token') ?? undefined;
  return { accessKeyId, region, service, sessionToken, isPresigned: signed === undefined };
}
