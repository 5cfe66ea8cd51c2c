/** What hangs on a REST API, found by the id it names. */
import type { World } from '../../stack/world';
import { Arguments } from '../arguments';

/** Every type with a `rest_api_id` that is read. */
const PART_TYPES = [
  'aws_api_gateway_authorizer',
  'aws_api_gateway_deployment',
  'aws_api_gateway_documentation_part',
  'aws_api_gateway_gateway_response',
  'aws_api_gateway_integration',
  'aws_api_gateway_integration_response',
  'aws_api_gateway_method',
  'aws_api_gateway_method_response',
  'aws_api_gateway_method_settings',
  'aws_api_gateway_model',
  'aws_api_gateway_request_validator',
  'aws_api_gateway_resource',
  'aws_api_gateway_rest_api_policy',
  'aws_api_gateway_stage',
] as const;
export type PartType = (typeof PART_TYPES)[number];

/** The parts of one REST API. */
export type ApiParts = (type: PartType) => readonly Arguments[];

/**
 * Groups what hangs on REST APIs.
 *
 * @param apiIds Of every REST API there is.
 * @returns The parts of the API with an id.
 * @throws LocatedError for a part of no such API.
 */
export function groupParts(world: World, apiIds: readonly string[]): (apiId: string) => ApiParts {
  const groups = new Map<string, Arguments[]>();
  for (const type of PART_TYPES) {
    for (const resource of world.ofType(type)) {
      const part = Arguments.of(resource);
      const apiId = part.requiredText('rest_api_id');
      if (!apiIds.includes(apiId)) {
        throw part.error('rest_api_id', 'no aws_api_gateway_rest_api of these stacks has this id');
      }
      const key = `${apiId} ${type}`;
      groups.set(key, [...(groups.get(key) ?? []), part]);
    }
  }
  return (apiId) => (type) => groups.get(`${apiId} ${type}`) ?? [];
}

/** The id that Terraform gives a resource. */
export function idOfPart(part: Arguments): string {
  return Arguments.attribute(part.resource, 'id');
}
