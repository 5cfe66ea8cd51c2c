/** `aws_api_gateway_model`. */
import type { Model, Resource } from '../../../rest-api';
import type { ApiParts } from './api-parts';

const DRAFT_4 = 'http://json-schema.org/draft-04/schema#';

/** What AWS makes with every API. */
const BUILT_IN: readonly Model[] = [
  builtIn('Empty', { title: 'Empty Schema', type: 'object' }),
  builtIn('Error', {
    title: 'Error Schema',
    type: 'object',
    properties: { message: { type: 'string' } },
  }),
];

/**
 * The models of an API by name; those that AWS makes itself are among them when a method names them.
 *
 * @throws LocatedError
 */
export function readModels(
  parts: ApiParts,
  resources: readonly Resource[],
): Readonly<Record<string, Model>> {
  const named = new Set(
    resources
      .flatMap(({ methods }) => methods)
      .flatMap(({ requestModels, responses }) => [
        requestModels,
        ...responses.map(({ models }) => models),
      ])
      .flatMap((models) => Object.values(models)),
  );
  const models = BUILT_IN.filter(({ name }) => named.has(name));
  const written = parts('aws_api_gateway_model').map((model) => ({
    name: model.requiredText('name'),
    contentType: model.requiredText('content_type'),
    schema: model.text('schema') ?? '{}',
    description: model.text('description'),
  }));
  return Object.fromEntries([...models, ...written].map((model) => [model.name, model]));
}

function builtIn(name: string, schema: object): Model {
  return {
    name,
    contentType: 'application/json',
    schema: JSON.stringify({ $schema: DRAFT_4, ...schema }),
    description: undefined,
  };
}
