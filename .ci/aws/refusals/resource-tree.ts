/**
 * What API Gateway refuses of resources and methods, and moto takes. The messages are those that users of AWS report; where a
 * page says the rule and nobody the message, it is ours.
 *
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
import { limitOf } from '../../../modules/quotas';
import { isMembers, listAt, objectAt, textAt, type Call, type Members } from '../call';
import type { Emulator } from '../emulator';
import type { Refusal } from '../refusal';
import { badRequest, notFound, type Refuse } from './refuse';

/** What AWS gives to everybody: no account of the lanes has had it raised. */
const MOST_RESOURCES = limitOf('resources-per-api');
const PATH_PART = /^(?:[a-zA-Z0-9._:-]+|\{[a-zA-Z0-9._:-]+\+?\})$/;
/** Every API has these two. */
const GIVEN_MODELS = ['Empty', 'Error'];

export const createResource: Refuse = async ({ input }, { emulator }) => {
  const part = textAt(input, 'pathPart');
  if (!PATH_PART.test(part)) {
    return badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  }
  const resources = await resourcesOf(emulator, textAt(input, 'restApiId'));
  if (resources.length >= MOST_RESOURCES) {
    return {
      status: 429,
      code: 'LimitExceededException',
      message:
        'Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.',
    };
  }
  if (!part.startsWith('{')) return undefined;
  const sibling = resources
    .filter((resource) => resource['parentId'] === input['parentId'])
    .map((resource) => textAt(resource, 'pathPart'))
    .find((other) => other.startsWith('{') && other !== part);
  return sibling === undefined
    ? undefined
    : badRequest(
        `A sibling (${sibling}) of this resource already has a variable path part -- only one is allowed`,
      );
};

export const putMethod: Refuse = async ({ input }, { emulator }) => {
  const api = `/restapis/${textAt(input, 'restApiId')}`;
  const authorizer = textAt(input, 'authorizerId');
  const wantsOne = ['CUSTOM', 'COGNITO_USER_POOLS'].includes(textAt(input, 'authorizationType'));
  if (wantsOne && !(await exists(emulator, `${api}/authorizers/${authorizer}`, authorizer))) {
    return badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    );
  }
  const validator = textAt(input, 'requestValidatorId');
  if (
    validator !== '' &&
    !(await exists(emulator, `${api}/requestvalidators/${validator}`, validator))
  )
    return badRequest('Invalid Request Validator identifier specified');
  return missingModel(emulator, api, objectAt(input, 'requestModels'));
};

export const putMethodResponse: Refuse = ({ input }, { emulator }) =>
  missingModel(
    emulator,
    `/restapis/${textAt(input, 'restApiId')}`,
    objectAt(input, 'responseModels'),
  );

/** Parameters of the request that an integration takes must be declared by its method. */
export const putIntegration: Refuse = async (call, { emulator }) => {
  const method = await methodOf(emulator, call);
  if (method === undefined) return notFound('Invalid Method identifier specified');
  const declared = objectAt(method, 'requestParameters');
  return undeclared(
    Object.values(objectAt(call.input, 'requestParameters')).filter(isRequestParameter),
    declared,
  );
};

/** The method's response comes first, with every header that the integration's response sets. */
export const putIntegrationResponse: Refuse = async (call, { emulator }) => {
  const method = await methodOf(emulator, call);
  if (method === undefined) return notFound('Invalid Method identifier specified');
  const response = objectAt(method, 'methodResponses')[textAt(call.input, 'statusCode')];
  if (!isMembers(response)) return invalidMapping('No method response exists for method.');
  return undeclared(
    Object.keys(objectAt(call.input, 'responseParameters')),
    objectAt(response, 'responseParameters'),
  );
};

export const deleteModel: Refuse = async ({ input }, { emulator }) => {
  const model = textAt(input, 'modelName');
  const used = (await methodsOf(emulator, textAt(input, 'restApiId'))).find(({ method }) =>
    [
      objectAt(method, 'requestModels'),
      ...Object.values(objectAt(method, 'methodResponses'))
        .filter(isMembers)
        .map((response) => objectAt(response, 'responseModels')),
    ].some((models) => Object.values(models).includes(model)),
  );
  if (used === undefined) return undefined;
  return {
    status: 409,
    code: 'ConflictException',
    message: `Cannot delete model '${model}', is referenced in method request: ${used.path}/${used.name}`,
  };
};

async function missingModel(
  emulator: Emulator,
  api: string,
  models: Members,
): Promise<Refusal | undefined> {
  for (const name of Object.values(models).map(String)) {
    if (GIVEN_MODELS.includes(name)) continue;
    if (!(await exists(emulator, `${api}/models/${name}`, name)))
      return badRequest(`Invalid model identifier specified: ${name}`);
  }
  return undefined;
}

async function exists(emulator: Emulator, path: string, id: string): Promise<boolean> {
  return id !== '' && (await emulator.get('apigateway', path)) !== undefined;
}

function isRequestParameter(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^method\.request\.(?:multivalue)?(?:path|header|querystring)\./.test(value)
  );
}

function undeclared(wanted: readonly string[], declared: Members): Refusal | undefined {
  const missing = wanted.find((name) => !(name.replace('.multivalue', '.') in declared));
  return missing === undefined
    ? undefined
    : invalidMapping(`Invalid mapping expression parameter specified: ${missing}`);
}

function invalidMapping(error: string): Refusal {
  return badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`,
  );
}

async function methodOf(emulator: Emulator, { input }: Call): Promise<Members | undefined> {
  const [api, resource, method] = ['restApiId', 'resourceId', 'httpMethod'].map((name) =>
    textAt(input, name),
  );
  return emulator.get(
    'apigateway',
    `/restapis/${api ?? ''}/resources/${resource ?? ''}/methods/${method ?? ''}`,
  );
}

async function resourcesOf(emulator: Emulator, api: string): Promise<readonly Members[]> {
  const answer = await emulator.get(
    'apigateway',
    `/restapis/${api}/resources?embed=methods&limit=500`,
  );
  return listAt(answer ?? {}, 'item').filter(isMembers);
}

export interface FoundMethod {
  readonly path: string;
  readonly name: string;
  readonly method: Members;
}

/** Every method of an API, with its integration and responses. */
export async function methodsOf(emulator: Emulator, api: string): Promise<readonly FoundMethod[]> {
  return (await resourcesOf(emulator, api)).flatMap((resource) =>
    Object.entries(objectAt(resource, 'resourceMethods')).flatMap(([name, method]) =>
      isMembers(method) ? [{ path: textAt(resource, 'path'), name, method }] : [],
    ),
  );
}
