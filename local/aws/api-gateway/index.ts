/** API Gateway's control plane behind the endpoint: what is deployed, to read. */
import type { RestApi, Stage } from '../../rest-api';
import type { AwsCall, AwsResponse, AwsService } from '../aws-call';
import { AwsError, notServed } from '../aws-error';
import type { AwsServices } from '../aws-services';
import { pageOf } from '../page';
import { restAnswer } from '../protocol/rest-json';
import { apiKeySummary, apiKeysOf } from './api-keys';
import { authorizerSummary, gatewayResponseSummary, modelSummary } from './api-parts';
import { exportStage } from './export';
import { methodSummary, resourceSummary } from './resources';
import { restApiSummary } from './rest-apis';
import { stageSummary } from './stages';
import { usagePlanKeySummary, usagePlansOf } from './usage-plans';

/** What a path names: its `*` segments in order, and the call they came with. */
interface Request {
  readonly call: AwsCall;
  readonly services: AwsServices;
  readonly names: readonly string[];
  /** Epoch seconds: AWS tells when a thing was made, and here that was at the start. */
  readonly createdDate: number;
}
type Operation = (request: Request) => unknown;

/** Paths with `*` for what the caller names. https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  restapis: (request) =>
    page(request.services.application().restApis, request, (api) =>
      restApiSummary(api, request.createdDate),
    ),
  'restapis/*': (request) => restApiSummary(findApi(request), request.createdDate),
  'restapis/*/stages': (request) => ({
    item: findApi(request).stages.map((stage) => stageOf(stage, request)),
  }),
  'restapis/*/stages/*': (request) => stageOf(findStage(request), request),
  'restapis/*/resources': (request) =>
    page(findApi(request).resources, request, (resource) =>
      resourceSummary(findApi(request), resource, embedsMethods(request)),
    ),
  'restapis/*/resources/*': (request) =>
    resourceSummary(findApi(request), findResource(request), embedsMethods(request)),
  'restapis/*/resources/*/methods/*': (request) => methodSummary(findMethod(request)),
  'restapis/*/authorizers': (request) =>
    page(Object.values(findApi(request).authorizers), request, authorizerSummary),
  'restapis/*/models': (request) =>
    page(Object.values(findApi(request).models), request, modelSummary),
  'restapis/*/gatewayresponses': (request) =>
    page(Object.values(findApi(request).gatewayResponses), request, gatewayResponseSummary),
  apikeys: (request) => {
    const named = request.call.query.get('name') ?? '';
    const keys = apiKeysOf(request.services.application());
    const found = keys.filter(({ key }) => key.name.startsWith(named));
    return page(found, request, (used) =>
      apiKeySummary(used, keyDetails(request, 'includeValues')),
    );
  },
  'apikeys/*': (request) => {
    const [id = ''] = request.names;
    const used = apiKeysOf(request.services.application()).find(({ key }) => key.id === id);
    if (used === undefined) throw notFound('Invalid API Key identifier specified');
    return apiKeySummary(used, keyDetails(request, 'includeValue'));
  },
  usageplans: (request) => page(usagePlansOf(request.services.application()), request, itself),
  'usageplans/*': findUsagePlan,
  'usageplans/*/keys': (request) => {
    const { id } = findUsagePlan(request);
    const stages = request.services.application().restApis.flatMap((api) => api.stages);
    const plan = stages.flatMap((stage) => stage.usagePlans).find((each) => each.id === id);
    return page(plan?.keys ?? [], request, usagePlanKeySummary);
  },
};

export function createApiGatewayService(services: AwsServices): AwsService {
  const createdDate = Math.floor(Date.now() / 1000);
  return {
    handle: (call) => Promise.resolve().then(() => run(call, services, createdDate)),
  };
}

function run(call: AwsCall, services: AwsServices, createdDate: number): AwsResponse {
  const { method, path, caller, requestId } = call;
  const { region } = services.application();
  if (method !== 'GET') throw notServed(`API Gateway ${method} /${path.join('/')}`);
  caller.authorize('apigateway:GET', `arn:aws:apigateway:${region}::/${path.join('/')}`);
  const request = { call, services, createdDate };
  const [, id = '', , stage = '', , exportType = ''] = path;
  if (isPath(path, 'restapis/*/stages/*/exports/*')) {
    const named = { ...request, names: [id, stage] };
    const api = findApi(named);
    return exportStage({ call, services, api, stage: findStage(named), exportType });
  }
  const route = Object.keys(OPERATIONS).find((template) => isPath(path, template));
  const operation = route === undefined ? undefined : OPERATIONS[route];
  if (route === undefined || operation === undefined) {
    throw notServed(`API Gateway GET /${path.join('/')}`);
  }
  const names = path.filter((_, index) => route.split('/')[index] === '*');
  return restAnswer(operation({ ...request, names }), requestId);
}

function isPath(path: readonly string[], template: string): boolean {
  const segments = template.split('/');
  return (
    segments.length === path.length &&
    segments.every((segment, index) => segment === '*' || segment === path[index])
  );
}

function page<T>(all: readonly T[], { call }: Request, summary: (item: T) => unknown): unknown {
  const [limit, token] = [call.query.get('limit'), call.query.get('position')];
  const { items, nextToken } = pageOf(all, { limit, token, defaultLimit: 25 });
  return { item: items.map((item) => summary(item)), position: nextToken };
}

function itself<T>(value: T): T {
  return value;
}

function stageOf(stage: Stage, { services, createdDate }: Request): unknown {
  return stageSummary(stage, services.application(), createdDate);
}

function embedsMethods({ call }: Request): boolean {
  return call.query.getAll('embed').includes('methods');
}

function keyDetails({ call, createdDate }: Request, flag: string) {
  return { createdDate, withValue: call.query.get(flag) === 'true' };
}

/** @throws AwsError `NotFoundException`; so do the others. */
function findApi({ services, names: [id = ''] }: Pick<Request, 'services' | 'names'>): RestApi {
  const { restApis, accountId } = services.application();
  const api = restApis.find((candidate) => candidate.id === id);
  if (api === undefined) throw notFound(`Invalid API identifier specified ${accountId}:${id}`);
  return api;
}

function findStage(request: Pick<Request, 'services' | 'names'>): Stage {
  const [, name] = request.names;
  const stage = findApi(request).stages.find((candidate) => candidate.name === name);
  if (stage === undefined) throw notFound('Invalid stage identifier specified');
  return stage;
}

function findResource(request: Request) {
  const [, id] = request.names;
  const resource = findApi(request).resources.find((candidate) => candidate.id === id);
  if (resource === undefined) throw notFound('Invalid Resource identifier specified');
  return resource;
}

function findMethod(request: Request) {
  const [, , verb] = request.names;
  const method = findResource(request).methods.find((candidate) => candidate.httpMethod === verb);
  if (method === undefined) throw notFound('Invalid Method identifier specified');
  return method;
}

function findUsagePlan({ services, names: [id] }: Request) {
  const plan = usagePlansOf(services.application()).find((candidate) => candidate.id === id);
  if (plan === undefined) throw notFound('Invalid Usage Plan ID specified');
  return plan;
}

function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', 404, message);
}
