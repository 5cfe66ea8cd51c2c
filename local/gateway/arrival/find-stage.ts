/** Which stage of which API a request is for: by its `Host`, then by its path. */
import type { Application } from '../../application';
import type { RestApi, Stage } from '../../rest-api';
import type { GatewayRequest } from '../gateway';
import { parseTarget, type RequestTarget } from '../request-target';
import { mappingsAt, type DomainMapping } from './domain-mapping';

export interface FoundStage {
  readonly api: RestApi;
  readonly stage: Stage;
  readonly target: RequestTarget;
}

/**
 * At a custom domain name what is mapped there answers, and nothing else. At the laptop's own address, which stands for
 * API Gateway's, one API answers at `/<stage>`; where several have a stage of that name, each does at
 * `/restapis/<id>/<stage>` too.
 *
 * @returns `undefined` when nobody answers: 403.
 */
export function findStage(
  { restApis }: Application,
  { target, host }: Pick<GatewayRequest, 'target' | 'host'>,
): FoundStage | undefined {
  const mappings = mappingsAt(restApis, host);
  return mappings.length > 0
    ? atDomainName(mappings, parseTarget(target))
    : atDefaultEndpoint(restApis, { target, host });
}

function atDefaultEndpoint(
  restApis: readonly RestApi[],
  { target: text, host }: Pick<GatewayRequest, 'target' | 'host'>,
): FoundStage | undefined {
  const [, apiId = /^([a-z0-9]{10})\.execute-api\./.exec(host)?.[1], rest = text] =
    /^\/restapis\/([a-z0-9]+)(\/.*)$/.exec(text) ?? [];
  const target = parseTarget(rest);
  const apis = apiId === undefined ? restApis : restApis.filter(({ id }) => id === apiId);
  for (const api of apis) {
    const stage = api.stages.find(({ name }) => name === target.stage);
    if (stage !== undefined && !api.disableExecuteApiEndpoint) return { api, stage, target };
  }
  return undefined;
}

/**
 * The longest base path wins. A mapping that names no stage leaves it to the caller, who puts it before the path.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
function atDomainName(
  mappings: readonly DomainMapping[],
  sent: RequestTarget,
): FoundStage | undefined {
  const [mapping] = mappings
    .filter(({ basePath }) => isBelow(sent.fullPath, basePath))
    .sort((a, b) => b.basePath.length - a.basePath.length);
  if (mapping === undefined) return undefined;
  const { api, basePath, stageName } = mapping;
  const rest = basePath === '' ? sent.fullPath : sent.fullPath.slice(basePath.length + 1);
  const below = parseTarget(rest);
  const stage = api.stages.find(({ name }) => name === (stageName ?? below.stage));
  if (stage === undefined) return undefined;
  return {
    api,
    stage,
    target: {
      stage: stage.name,
      path: stageName === undefined ? below.path : below.fullPath,
      fullPath: sent.fullPath,
      // Events have the path as the caller sees it, and templates as well.
      eventPath: sent.fullPath,
      query: sent.query,
    },
  };
}

function isBelow(path: string, basePath: string): boolean {
  return basePath === '' || path === `/${basePath}` || path.startsWith(`/${basePath}/`);
}
