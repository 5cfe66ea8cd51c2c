import { ApiGatewayModel } from '@cdktf/provider-aws/lib/api-gateway-model';
import { Construct } from 'constructs';
import type { JsonSchema } from './rest-api-definition';

export interface ModelsProps {
  readonly restApiId: string;
  /** By name. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/**
 * The models of the API: JSON schemas that request validators check bodies against, and that document responses.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export class Models extends Construct {
  readonly #models: Readonly<Record<string, ApiGatewayModel>>;

  constructor(scope: Construct, id: string, { restApiId, schemas }: ModelsProps) {
    super(scope, id);
    this.#models = Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [
        name,
        new ApiGatewayModel(this, name, {
          restApiId,
          name,
          contentType: 'application/json',
          schema: JSON.stringify({
            $schema: 'http://json-schema.org/draft-04/schema#',
            ...resolveReferences(schema, restApiId),
          }),
        }),
      ]),
    );
    this.#orderByReference(schemas);
  }

  /** The models, for what must not be made before them. */
  get resources(): ApiGatewayModel[] {
    return Object.values(this.#models);
  }

  /** AWS refuses a model that refers to one that is not there yet. */
  #orderByReference(schemas: Readonly<Record<string, JsonSchema>>): void {
    for (const [name, schema] of Object.entries(schemas)) {
      const referred = [...JSON.stringify(schema).matchAll(/"model:([^"]+)"/g)]
        .map((match) => this.#models[match[1] ?? ''])
        .filter((model) => model !== undefined && model !== this.#models[name]);
      const model = this.#models[name];
      if (model !== undefined && referred.length > 0) {
        for (const one of referred) if (one !== undefined) model.node.addDependency(one);
      }
    }
  }
}

/** `model:Name` becomes the address that API Gateway knows a model by. */
function resolveReferences(schema: JsonSchema, restApiId: string): JsonSchema {
  const text = JSON.stringify(schema).replace(
    /"model:([^"]+)"/g,
    `"https://apigateway.amazonaws.com/restapis/${restApiId}/models/$1"`,
  );
  return JSON.parse(text) as JsonSchema;
}
