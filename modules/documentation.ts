import { ApiGatewayDocumentationPart } from '@cdktf/provider-aws/lib/api-gateway-documentation-part';
import { Construct } from 'constructs';
import type { RestApiDefinition } from './rest-api-definition';
import { tableRows } from './route-table';

export interface DocumentationProps {
  readonly restApiId: string;
  readonly definition: RestApiDefinition;
}

/**
 * What the route table says in words, told to API Gateway: its own export of a stage then carries it.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
 */
export class Documentation extends Construct {
  readonly #restApiId: string;

  constructor(scope: Construct, id: string, { restApiId, definition }: DocumentationProps) {
    super(scope, id);
    this.#restApiId = restApiId;
    this.#part('API', { type: 'API' }, { info: { description: definition.description } });
    this.#part(
      'OPTIONS',
      { type: 'METHOD', path: '/', method: 'OPTIONS' },
      { summary: 'Tells a browser what a page of another origin may send.' },
    );
    for (const [statusCode, { description }] of Object.entries(definition.failures ?? {})) {
      // The root's and every method's: all below inherit it.
      this.#part(statusCode, { type: 'RESPONSE', path: '/', statusCode }, { description });
    }
    for (const { httpMethod: method, path, route } of tableRows(definition)) {
      const { summary, description, responses = {}, parameterDescriptions = {} } = route;
      this.#part(`${method} ${path}`, { type: 'METHOD', path, method }, { summary, description });
      for (const [parameter, told] of Object.entries(parameterDescriptions)) {
        const [place = '', ...name] = parameter.split('.');
        this.#part(
          `${method} ${path} ${parameter}`,
          { type: partOf(place), path, method, name: name.join('.') },
          { description: told },
        );
      }
      for (const [statusCode, response] of Object.entries(responses)) {
        this.#part(
          `${method} ${path} ${statusCode}`,
          { type: 'RESPONSE', path, method, statusCode },
          { description: response.description },
        );
      }
    }
  }

  #part(id: string, location: Location, properties: Readonly<Record<string, unknown>>): void {
    new ApiGatewayDocumentationPart(this, id, {
      restApiId: this.#restApiId,
      location,
      properties: JSON.stringify(properties),
    });
  }
}

function partOf(place: string): Location['type'] {
  if (place === 'path') return 'PATH_PARAMETER';
  return place === 'header' ? 'REQUEST_HEADER' : 'QUERY_PARAMETER';
}

interface Location {
  readonly type:
    'API' | 'METHOD' | 'RESPONSE' | 'PATH_PARAMETER' | 'REQUEST_HEADER' | 'QUERY_PARAMETER';
  readonly name?: string;
  readonly path?: string;
  readonly method?: string;
  readonly statusCode?: string;
}
