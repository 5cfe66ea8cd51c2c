import type { Application } from './application';
import type { Domain } from './rest-api';

/**
 * What a person should know of APIs whose default endpoint is off (`disable_execute_api_endpoint`): they answer at their
 * domain names alone, on the laptop too.
 *
 * @param endpoint `http://127.0.0.1:3000`
 * @returns A line for each such API.
 */
export function defaultEndpointNotes(
  { restApis }: Pick<Application, 'restApis'>,
  endpoint: string,
): string[] {
  return restApis
    .filter(({ disableExecuteApiEndpoint }) => disableExecuteApiEndpoint)
    .map(({ address, domains }) => {
      const off = `${address}: its default endpoint is off, so ${endpoint}/<stage> answers 403`;
      return domains.length === 0
        ? `${off}, and no domain name leads to it`
        : `${off}; call it with ${domains.map((domain) => callAt(domain, endpoint)).join(' or ')}`;
    });
}

function callAt({ domainName, basePath, stageName }: Domain, endpoint: string): string {
  const path = [basePath, ...(stageName === undefined ? ['<stage>'] : []), '<path>'];
  return `curl -H 'Host: ${domainName}' '${endpoint}/${path.filter((part) => part !== '').join('/')}'`;
}
