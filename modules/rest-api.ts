import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayMethodResponse } from '@cdktf/provider-aws/lib/api-gateway-method-response';
import { ApiGatewayRequestValidator } from '@cdktf/provider-aws/lib/api-gateway-request-validator';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api';
import { Construct } from 'constructs';
import type { Account } from './account';
import { TokenAuthorizer } from './authorizer';
import { preflightTemplate } from './cors';
import { readDefinition } from './definition-checks';
import { Documentation } from './documentation';
import { GatewayResponses } from './gateway-responses';
import { Integration } from './integration';
import { Models } from './models';
import {
  HTTP_METHODS,
  type RestApiDefinition,
  type Route,
  type RouteParameters,
} from './rest-api-definition';
import { functionVariable, tableRows, type TableRow } from './route-table';
import { suppress } from './suppression';
import { unknownWord } from './unreachable';

export interface RestApiProps {
  readonly account: Account;
  /** The API's name. */
  readonly name: string;
  /** The route table and what its rows name. */
  readonly definition: RestApiDefinition;
  /** Whether API Gateway's own address answers. @default 'on' */
  readonly defaultEndpoint?: 'on' | 'off';
}

/**
 * A REST API from its route table: resources, methods, integrations and responses one by one, so that a plan names what
 * changes, and the provider checks each attribute.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 *
 * @throws Error with a line for everything that is wrong with the definition.
 */
export class RestApi extends Construct {
  readonly id: string;
  /** `arn:aws:execute-api:<region>:<account>:<id>` */
  readonly executionArn: string;
  readonly authorizerId: string | undefined;
  readonly #account: Account;
  /** Checked, and a copy: nothing can change it after the check. */
  readonly #definition: RestApiDefinition;
  readonly #resource: ApiGatewayRestApi;
  readonly #resources = new Map<string, string>();
  readonly #models: Models;
  #validator: ApiGatewayRequestValidator | undefined;

  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    const { account, name } = props;
    const definition = readDefinition(props.definition);
    this.#account = account;
    this.#definition = definition;
    this.#resource = new ApiGatewayRestApi(this, 'Resource', {
      name,
      description: definition.description,
      endpointConfiguration: { types: ['REGIONAL'] },
      ...defaultEndpoint(props.defaultEndpoint),
    });
    suppress(this.#resource, {
      CKV_AWS_237:
        'A new API has a new address: it is never replaced, and the plan review refuses to.',
    });
    this.id = this.#resource.id;
    this.executionArn = this.#resource.executionArn;
    this.#models = new Models(this, 'models', {
      restApiId: this.id,
      schemas: definition.models ?? {},
    });
    new GatewayResponses(this, 'gateway-responses', { restApiId: this.id });
    new Documentation(this, 'documentation', { restApiId: this.id, definition });
    this.authorizerId =
      definition.authorizer &&
      new TokenAuthorizer(this, 'authorizer', {
        account,
        restApiId: this.id,
        name: 'token',
        functionVariable: functionVariable(definition.authorizer.function),
        ...(definition.authorizer.ttlSeconds === undefined
          ? {}
          : { ttlSeconds: definition.authorizer.ttlSeconds }),
      }).id;
    const rows = tableRows(definition);
    for (const row of rows) this.#method(row);
    for (const path of new Set(rows.map((row) => row.path))) this.#preflight(path, rows);
  }

  #method({ httpMethod, path, route }: TableRow): void {
    const scope = new Construct(this, `${httpMethod} ${path}`);
    const method = new ApiGatewayMethod(scope, 'Resource', {
      restApiId: this.id,
      resourceId: this.#resourceId(path),
      httpMethod,
      ...this.#authorization(route),
      ...this.#validation(route),
      // A method names its models as text, so Terraform would not know that they come first.
      ...(route.model === undefined ? {} : { dependsOn: this.#models.resources }),
    });
    suppress(method, {
      CKV_AWS_59:
        route.access === 'open' ? 'Meant for everybody: its access is "open".' : undefined,
      CKV2_AWS_53: isValidated(route)
        ? undefined
        : 'Takes no body that has a model, and no parameter that must be there: there is nothing to validate.',
    });
    const methodResponses = this.#methodResponses(
      scope,
      method,
      responsesOf(route, this.#definition.failures),
    );
    new Integration(scope, 'integration', {
      account: this.#account,
      method,
      integration: route.integration,
      methodResponses,
    });
  }

  #authorization(route: Route) {
    switch (route.access) {
      case 'open':
        return { authorization: 'NONE', apiKeyRequired: false };
      case 'api-key':
        return { authorization: 'NONE', apiKeyRequired: true };
      case 'token':
        if (this.authorizerId === undefined) throw new Error('no authorizer for access "token"');
        return {
          authorization: 'CUSTOM',
          authorizerId: this.authorizerId,
          apiKeyRequired: false,
        };
      default:
        throw unknownWord(route, 'access');
    }
  }

  #validation(route: Route) {
    const requestParameters = requestParametersOf(route.parameters ?? {});
    return {
      ...(Object.keys(requestParameters).length === 0 ? {} : { requestParameters }),
      ...(route.model === undefined ? {} : { requestModels: { 'application/json': route.model } }),
      ...(isValidated(route) ? { requestValidatorId: this.#requestValidator().id } : {}),
    };
  }

  /** One for all: it checks what a method declares, and a method that declares nothing has none. */
  #requestValidator(): ApiGatewayRequestValidator {
    this.#validator ??= new ApiGatewayRequestValidator(this, 'request-validator', {
      restApiId: this.id,
      name: 'body-and-parameters',
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    return this.#validator;
  }

  #methodResponses(
    scope: Construct,
    method: ApiGatewayMethod,
    responses: Readonly<Record<string, MethodResponseProps>>,
  ): ReadonlyMap<string, ApiGatewayMethodResponse> {
    return new Map(
      Object.entries(responses).map(([statusCode, { model, parameters }]) => {
        const response = new ApiGatewayMethodResponse(scope, `response-${statusCode}`, {
          restApiId: this.id,
          resourceId: method.resourceId,
          httpMethod: method.httpMethod,
          statusCode,
          ...(model === undefined ? {} : { responseModels: { 'application/json': model } }),
          ...(parameters === undefined ? {} : { responseParameters: parameters }),
          dependsOn: [method, ...(model === undefined ? [] : this.#models.resources)],
        });
        return [statusCode, response];
      }),
    );
  }

  /** `OPTIONS` on a path that the table gives none. */
  #preflight(path: string, rows: readonly TableRow[]): void {
    const own = new Set(rows.filter((row) => row.path === path).map((row) => row.httpMethod));
    // In an order of its own: two rows that change places must not make a new deployment.
    const methods = HTTP_METHODS.filter((method) => own.has(method));
    if (methods.includes('OPTIONS')) return;
    const scope = new Construct(this, `OPTIONS ${path}`);
    const method = new ApiGatewayMethod(scope, 'Resource', {
      restApiId: this.id,
      resourceId: this.#resourceId(path),
      httpMethod: 'OPTIONS',
      authorization: 'NONE',
    });
    suppress(method, { CKV2_AWS_53: 'A preflight has no body; API Gateway itself answers it.' });
    const methodResponses = this.#methodResponses(scope, method, {
      ...preflightFailures(this.#definition),
      '200': { parameters: { 'method.response.header.Vary': false } },
    });
    new Integration(scope, 'integration', {
      account: this.#account,
      method,
      integration: {
        type: 'mock',
        response: { 'application/json': preflightTemplate(spelledOut(methods)) },
      },
      methodResponses,
      responseParameters: { 'method.response.header.Vary': "'Origin'" },
    });
  }

  /** The resource of a path, made with its parents when it is first asked for. */
  #resourceId(path: string): string {
    if (path === '/') return this.#resource.rootResourceId;
    const known = this.#resources.get(path);
    if (known !== undefined) return known;
    const end = path.lastIndexOf('/');
    const { id } = new ApiGatewayResource(this, path, {
      restApiId: this.id,
      parentId: this.#resourceId(end === 0 ? '/' : path.slice(0, end)),
      pathPart: path.slice(end + 1),
    });
    this.#resources.set(path, id);
    return id;
  }
}

/** The address that every API has by itself. */
function defaultEndpoint(setting: RestApiProps['defaultEndpoint'] = 'on') {
  switch (setting) {
    case 'on':
      return {};
    case 'off':
      return { disableExecuteApiEndpoint: true };
    default:
      throw unknownWord(setting, 'defaultEndpoint');
  }
}

interface MethodResponseProps {
  readonly model?: string | undefined;
  readonly parameters?: Readonly<Record<string, boolean>>;
}

/** A preflight takes no body, and no function answers it. */
function preflightFailures({ failures = {} }: RestApiDefinition) {
  return Object.fromEntries(
    Object.entries(failures).filter(([statusCode]) => ['415', '429', '500'].includes(statusCode)),
  );
}

function responsesOf(
  route: Route,
  failures: RestApiDefinition['failures'],
): Record<string, MethodResponseProps> {
  const declared = route.responses ?? { 200: { description: 'OK' } };
  switch (route.integration.type) {
    case 'lambda':
      return { '200': {}, '500': {}, ...failures, ...declared };
    case 'lambda-proxy':
    case 'mock':
      return { ...failures, ...declared };
    default:
      throw unknownWord(route.integration, 'integration');
  }
}

function isValidated({ model, parameters = {} }: Route): boolean {
  return model !== undefined || Object.values(parameters).some(isRequired);
}

function requestParametersOf(parameters: RouteParameters): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, need]) => [`method.request.${name}`, isRequired(need)]),
  );
}

function isRequired(need: RouteParameters[keyof RouteParameters]): boolean {
  switch (need) {
    case 'required':
      return true;
    case 'optional':
      return false;
    default:
      throw unknownWord(need, 'parameters');
  }
}

function spelledOut(methods: readonly string[]): string[] {
  return methods.includes('ANY')
    ? ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
    : [...methods, 'OPTIONS'];
}
