/** What is refused before a service of AWS sees it: calls of web pages, of other machines, and by mere addresses. */
import { timingSafeEqual } from 'node:crypto';
import { isFromThisMachine, refusal, type Arrival } from '../admission';
import { headerOf, type AwsCall, type AwsRequest } from './aws-call';
import { AwsError } from './aws-error';

/** Where the endpoint listens, and what opens it to others. */
export interface Door {
  /** What the server was told to listen on. */
  readonly host: string;
  /** `undefined`: no other machine may call. */
  readonly token: string | undefined;
}

/** Services of which a `GET` may change something, or show what it should not: AWS's clients `POST` to them. */
const POSTED = new Set(['dynamodb', 'logs', 'sqs', 'sts']);

/**
 * Lets pass what no foreign page can have sent, from this machine, or from whoever shows the token, which no page knows. The
 * endpoint never answers with CORS headers, so that a page could not read an answer either.
 *
 * @throws AwsError 403
 */
export function admit({ headers, arrival }: AwsRequest, { host, token }: Door): void {
  if (token !== undefined && showsToken(headerOf(headers, 'x-amz-security-token'), token)) return;
  const reason = refusal(arrival, { host, isPage: false });
  if (reason !== undefined) {
    throw new AwsError(
      'ForbiddenException',
      403,
      `Web pages may not call the AWS endpoint of this laptop. ${reason}`,
    );
  }
  if (!isFromThisMachine(arrival)) throw fromElsewhere(arrival);
}

/**
 * Refuses what a link or an image can be: a signature in the query string serves `GetCallerIdentity` alone, which is what
 * others (Vault, Kubernetes) send on as a proof of identity, and nothing is changed by a `GET`.
 *
 * @throws AwsError 403, or 405
 */
export function admitMethod(
  { service, method, query }: Pick<AwsCall, 'service' | 'method' | 'query'>,
  { isPresigned }: { readonly isPresigned: boolean },
): void {
  if (service === 'sts' && query.get('Action') === 'GetCallerIdentity') return;
  if (isPresigned) {
    throw new AwsError(
      'AccessDeniedException',
      403,
      'On this laptop a signature in the query string is taken for STS GetCallerIdentity alone: sign in the Authorization header',
    );
  }
  if (method !== 'POST' && POSTED.has(service)) {
    throw new AwsError(
      'MethodNotAllowed',
      405,
      `On this laptop calls of ${service} are sent with POST, not with ${method}`,
    );
  }
}

function fromElsewhere({ remoteAddress }: Arrival): AwsError {
  return new AwsError(
    'AccessDeniedException',
    403,
    `Only this machine may call its AWS endpoint, and this call came from ${remoteAddress ?? 'nowhere'}: ` +
      'start with --aws-token TOKEN, and show the token as AWS_SESSION_TOKEN',
  );
}

function showsToken(shown: string | undefined, token: string): boolean {
  const [left, right] = [Buffer.from(shown ?? ''), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}
