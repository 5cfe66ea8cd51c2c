/** Route tables that are wrong do not compile: each line below that expects an error would be one itself without it. */
import type { RestApiDefinition, Route, RouteKey } from '../../modules';

const lambda = { type: 'lambda-proxy', function: 'faq' } as const;
const open = { summary: 'A route.', access: 'open', integration: lambda } as const satisfies Route;

const definition: RestApiDefinition = {
  description: 'An API.',
  routes: {
    'GET /faq': open,
    'PUT /faq': { ...open, access: 'token', scope: 'faq:write' },
  },
};

/** Each is what its name says, and no `Route`. */
const notRoutes: Readonly<Record<string, Route>> = {
  // @ts-expect-error -- who may call is always written
  withoutAccess: { summary: 'A route.', integration: lambda },
  // @ts-expect-error -- there is no such access
  unknownAccess: { ...open, access: 'public' },
  // @ts-expect-error -- a token opens a route by a scope
  tokenWithoutScope: { summary: 'A route.', integration: lambda, access: 'token' },
  // @ts-expect-error -- a scope guards nothing where no token is asked for
  scopeWithoutToken: { summary: 'A route.', integration: lambda, access: 'open', scope: 'a' },
  // @ts-expect-error -- there is no such integration
  unknownIntegration: { ...open, integration: { type: 'http', function: 'faq' } },
  // @ts-expect-error -- a non-proxy integration says what its function gets
  lambdaWithoutRequest: { ...open, integration: { type: 'lambda', function: 'faq' } },
  // @ts-expect-error -- a function is named by its folder
  functionByReference: { ...open, integration: { type: 'lambda-proxy', function: () => 'faq' } },
  // @ts-expect-error -- a mock answers with a template by content type
  mockWithFunction: { ...open, integration: { type: 'mock', function: 'faq' } },
  // @ts-expect-error -- path parameters stand in the path, and are always required
  pathParameter: { ...open, parameters: { 'path.id': 'required' } },
  // @ts-expect-error -- a parameter is required or optional
  parameterNeed: { ...open, parameters: { 'header.X-Trace': true } },
  // @ts-expect-error -- a status code is a number
  statusCode: { ...open, responses: { OK: { description: 'OK' } } },
  // @ts-expect-error -- a response is described
  responseWithoutDescription: { ...open, responses: { 200: { model: 'Item' } } },
  // @ts-expect-error -- a route has a summary
  withoutSummary: { access: 'open', integration: lambda },
};

// @ts-expect-error -- a method and a path
const withoutMethod: RouteKey = '/faq';
// @ts-expect-error -- a method of HTTP, in capitals
const lowerCase: RouteKey = 'get /faq';
// @ts-expect-error -- a path begins with a slash
const withoutSlash: RouteKey = 'GET faq';
// @ts-expect-error -- there is no such access to a table
const tableAccess: RestApiDefinition['functions'] = { faq: { table: 'everything' } };
// @ts-expect-error -- a setting that there is not would be one that does nothing
const functionSetting: RestApiDefinition['functions'] = { faq: { memory: 128 } };
// @ts-expect-error -- an authorizer has a function
const authorizer: RestApiDefinition['authorizer'] = { ttlSeconds: 300 };

describe('the types of the route table', () => {
  it('take a definition that is right', () => {
    expect(Object.keys(definition.routes)).toEqual(['GET /faq', 'PUT /faq']);
  });

  it('refuse every wrong one of this file when it is compiled', () => {
    const wrong = [
      withoutMethod,
      lowerCase,
      withoutSlash,
      tableAccess,
      functionSetting,
      authorizer,
    ];
    expect([...wrong, ...Object.values(notRoutes)]).not.toContain(undefined);
  });
});
