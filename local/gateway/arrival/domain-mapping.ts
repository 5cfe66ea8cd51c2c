import type { Domain, RestApi } from '../../rest-api';

/** What a custom domain name leads to. */
export interface DomainMapping extends Domain {
  readonly api: RestApi;
}

/**
 * The mappings of the custom domain name that a request was sent to.
 *
 * @param host As in the header `Host`: a port does not count, nor do capitals.
 * @returns None when it is no domain name of these APIs.
 */
export function mappingsAt(restApis: readonly RestApi[], host: string): readonly DomainMapping[] {
  if (restApis.every(({ domains }) => domains.length === 0)) return [];
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const mappings = restApis.flatMap((api) => api.domains.map((domain) => ({ ...domain, api })));
  const exact = mappings.filter(({ domainName }) => domainName.toLowerCase() === name);
  if (exact.length > 0) return exact;
  // `*.example.com` stands for one label: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
  const wildcard = name.replace(/^[^.]+/, '*');
  return mappings.filter(({ domainName }) => domainName.toLowerCase() === wildcard);
}

/** Whether something is mapped at a host. */
export function isDomainName(restApis: readonly RestApi[], host: string): boolean {
  return mappingsAt(restApis, host).length > 0;
}
