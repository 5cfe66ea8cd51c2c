import type { Value } from '../expression/value';
import type { Resource } from '../stack/resource';
import { API_GATEWAY_ATTRIBUTES } from './api-gateway';
import type { AttributeTable } from './computed';
import { DATA_SOURCE_ATTRIBUTES } from './data-sources';
import { LAMBDA_ATTRIBUTES } from './lambda';
import { SERVICE_ATTRIBUTES } from './services';

const RESOURCE_ATTRIBUTES: AttributeTable = {
  ...API_GATEWAY_ATTRIBUTES,
  ...LAMBDA_ATTRIBUTES,
  ...SERVICE_ATTRIBUTES,
};

/**
 * An attribute that AWS would have made; ids are the same at every start.
 *
 * @returns `undefined` when what is written is all there is.
 */
export function computeAttribute(resource: Resource, name: string): Value | undefined {
  const table = resource.isDataSource ? DATA_SOURCE_ATTRIBUTES : RESOURCE_ATTRIBUTES;
  return table[resource.type]?.[name]?.(resource);
}
