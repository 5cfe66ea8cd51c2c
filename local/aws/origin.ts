/** Keeps web pages out: a browser may be made to send requests here by any page that it shows. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { AwsError } from './aws-error';

/**
 * Lets pass what no foreign page can have sent. The endpoint never answers with CORS headers, so that a page could not
 * read an answer either.
 *
 * @param endpoint Where the endpoint is: its own pages (the console) may call it.
 * @throws AwsError 403
 */
export function checkOrigin(headers: IncomingHttpHeaders, endpoint: string): void {
  const own = new URL(endpoint);
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined && origin !== own.origin) throw refused(`the origin ${origin}`);
  if (site === 'cross-site' || site === 'same-site') throw refused('another site');
  // A name that its owner points at this laptop (DNS rebinding) makes a foreign page look like one of our own.
  if (host !== undefined && !isOwnHost(host, own.hostname)) throw refused(`the host ${host}`);
}

function refused(by: string): AwsError {
  return new AwsError(
    'ForbiddenException',
    403,
    `Web pages may not call the AWS endpoint of this laptop, and this request came by ${by}`,
  );
}

/** Addresses, and names that no public DNS holds. */
function isOwnHost(host: string, ownName: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    name === ownName ||
    isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 ||
    !name.includes('.') ||
    name.endsWith('.localhost')
  );
}
