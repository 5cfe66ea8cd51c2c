import { ApiGatewayDomainName } from '@cdktf/provider-aws/lib/api-gateway-domain-name';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { stackOf, type Inventory } from './inventory';

/**
 * API Gateway: "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the
 * beginning and the end". https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html
 */
const PATH_PART = /^([a-zA-Z0-9._:-]+|\{[a-zA-Z0-9._-]+\+?\})$/;
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const RESERVED = ['/ping', '/sping'];

/** What API Gateway takes as a path, apart from how much of it: a line for each that it does not take. */
export function brokenPathRules(made: Inventory): string[] {
  return [...foreignCharacters(made), ...reservedPaths(made)];
}

function foreignCharacters(made: Inventory): string[] {
  return made
    .of(ApiGatewayResource)
    .filter(({ pathPartInput = '' }) => !PATH_PART.test(pathPartInput))
    .map(
      ({ node, pathPartInput = '' }) =>
        `api.ts: path ${pathOf(node.id)}: "${pathPartInput}": API Gateway takes letters, digits and ._-: in a part of a path, or one {parameter}; write it without ${foreignIn(pathPartInput)}`,
    );
}

function reservedPaths(made: Inventory): string[] {
  const [domain] = made.of(ApiGatewayDomainName);
  if (domain === undefined) return [];
  return made
    .of(ApiGatewayResource)
    .filter(({ node }) => RESERVED.includes(pathOf(node.id)))
    .map(
      ({ node }) =>
        `api.ts: path ${pathOf(node.id)}: behind a domain name, which ${stackOf(domain)} has, API Gateway keeps ${RESERVED.join(' and ')} for its own health check; name it otherwise, such as /health`,
    );
}

function foreignIn(pathPart: string): string {
  return pathPart.replace(/[a-zA-Z0-9._:-]/g, '');
}

/** A resource's construct is named by its path, in which constructs write `--` for the slash. */
function pathOf(id: string): string {
  return id.replaceAll('--', '/');
}
