/** Lambda behind the endpoint: REST-JSON, a path per operation. */
import type { FunctionDefinition } from '../../application';
import { LambdaServiceError } from '../../lambda/invoker';
import type { AwsCall, AwsResponse, AwsService } from '../aws-call';
import { AwsError, notServed } from '../aws-error';
import type { AwsServices } from '../aws-services';
import { pageOf, type Page } from '../page';
import { restAnswer } from '../protocol/rest-json';
import { describeCode } from './code';
import { functionConfiguration, qualifiedArn } from './function-configuration';
import { splitFunctionName } from './function-name';
import { invoke } from './invoke';
import { resourcePolicy } from './resource-policy';

const LATEST = '$LATEST';

type Operation = (call: AwsCall, services: AwsServices) => Promise<unknown>;

/** After `/<version of the API>/functions`: method and path, with `*` for the function's name. */
const OPERATIONS: Readonly<Record<string, { readonly action: string; readonly run: Operation }>> = {
  'GET ': { action: 'ListFunctions', run: listFunctions },
  'GET *': { action: 'GetFunction', run: getFunction },
  'GET */configuration': { action: 'GetFunctionConfiguration', run: getFunctionConfiguration },
  'GET */aliases': { action: 'ListAliases', run: listAliases },
  'GET */versions': { action: 'ListVersionsByFunction', run: listVersions },
  'GET */policy': { action: 'GetPolicy', run: getPolicy },
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export function createLambdaService(services: AwsServices): AwsService {
  return {
    async handle(call) {
      try {
        return await run(call, services);
      } catch (error) {
        if (!(error instanceof LambdaServiceError)) throw error;
        throw new AwsError(error.code, error.statusCode, error.message);
      }
    },
  };
}

async function run(call: AwsCall, services: AwsServices): Promise<AwsResponse> {
  const [, collection, name, ...rest] = call.path;
  if (collection === 'functions') {
    const route = `${call.method} ${[...(name === undefined ? [] : ['*']), ...rest].join('/')}`;
    if (route === 'POST */invocations') return invoke(call, services);
    const operation = Object.hasOwn(OPERATIONS, route) ? OPERATIONS[route] : undefined;
    if (operation !== undefined) {
      call.caller.authorize(`lambda:${operation.action}`, resourceOf(call, services));
      return restAnswer(await operation.run(call, services), call.requestId);
    }
  }
  throw notServed(`Lambda ${call.method} /${call.path.join('/')}`);
}

function resourceOf(call: AwsCall, services: AwsServices): string {
  const [, , name] = call.path;
  if (name === undefined) return '*';
  const { region, accountId } = services.application();
  return `arn:aws:lambda:${region}:${accountId}:function:${splitFunctionName(call).name}`;
}

async function listFunctions(call: AwsCall, services: AwsServices): Promise<unknown> {
  const { items, nextToken } = pageWanted(services.lambda.functions(), call);
  const allVersions = call.query.get('FunctionVersion') === 'ALL';
  const functions = items.flatMap((definition) =>
    (allVersions ? versionsOf(definition) : [LATEST]).map((version) =>
      functionConfiguration(definition, allVersions ? version : undefined),
    ),
  );
  return { Functions: await Promise.all(functions), NextMarker: nextToken };
}

async function getFunction(call: AwsCall, services: AwsServices): Promise<unknown> {
  const { definition, qualifier } = findFunction(call, services);
  const { location } = await describeCode(definition.zipPath);
  return {
    Configuration: await functionConfiguration(definition, qualifier),
    Code: { RepositoryType: 'S3', Location: location },
    Tags: {},
  };
}

async function getFunctionConfiguration(call: AwsCall, services: AwsServices): Promise<unknown> {
  const { definition, qualifier } = findFunction(call, services);
  return functionConfiguration(definition, qualifier);
}

function listAliases(call: AwsCall, services: AwsServices): Promise<unknown> {
  const { definition } = findFunction(call, services);
  const { items, nextToken } = pageWanted(Object.entries(definition.aliases), call);
  const Aliases = items.map(([Name, FunctionVersion]) => ({
    AliasArn: qualifiedArn(definition, Name),
    Name,
    FunctionVersion,
    Description: '',
  }));
  return Promise.resolve({ Aliases, NextMarker: nextToken });
}

async function listVersions(call: AwsCall, services: AwsServices): Promise<unknown> {
  const { definition } = findFunction(call, services);
  const versions = versionsOf(definition).map((version) =>
    functionConfiguration(definition, version),
  );
  return { Versions: await Promise.all(versions) };
}

function getPolicy(call: AwsCall, services: AwsServices): Promise<unknown> {
  const { definition, qualifier } = findFunction(call, services);
  return Promise.resolve(resourcePolicy(definition, qualifier));
}

function pageWanted<T>(all: readonly T[], { query }: AwsCall): Page<T> {
  const limit = query.get('MaxItems');
  return pageOf(all, { limit, token: query.get('Marker'), defaultLimit: 50 });
}

/** @throws AwsError `ResourceNotFoundException` for a function, alias or version that is not there. */
function findFunction(
  call: AwsCall,
  services: AwsServices,
): { definition: FunctionDefinition; qualifier: string | undefined } {
  const { name, qualifier } = splitFunctionName(call);
  const definition = services.lambda.functions().find((candidate) => candidate.name === name);
  const known =
    definition !== undefined &&
    (qualifier === undefined ||
      versionsOf(definition).includes(qualifier) ||
      Object.hasOwn(definition.aliases, qualifier));
  if (known) return { definition, qualifier };
  const { region, accountId } = services.application();
  const suffix = qualifier === undefined ? '' : `:${qualifier}`;
  throw new AwsError(
    'ResourceNotFoundException',
    404,
    `Function not found: arn:aws:lambda:${region}:${accountId}:function:${name}${suffix}`,
  );
}

function versionsOf({ published, aliases }: FunctionDefinition): string[] {
  const numbers = new Set([...(published ? ['1'] : []), ...Object.values(aliases)]);
  numbers.delete(LATEST);
  return [LATEST, ...numbers];
}
