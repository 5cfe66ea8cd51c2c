/** What is refused of deployments, stages and what hangs at them. */
import { limitOf } from '../../../modules/quotas';
import { isMembers, listAt, objectAt, textAt, type Call, type Members } from '../call';
import type { Emulator } from '../emulator';
import type { Refusal } from '../refusal';
import { badRequest, notFound, type Refuse } from './refuse';
import { methodsOf } from './resource-tree';

const MOST_VARIABLES = limitOf('stage-variables');
const LONGEST_NAME = limitOf('stage-variable-name');
const LONGEST_VALUE = limitOf('stage-variable-value');
/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html#API_CreateStage_RequestSyntax */
const VARIABLE_NAME = /^\w+$/;
const VARIABLE_VALUE = /^[A-Za-z0-9\-._~:/?#&=,]+$/;

/** A snapshot of half an API is none: every method needs its integration by then. */
export const createDeployment: Refuse = async ({ input }, { emulator }) => {
  const methods = await methodsOf(emulator, textAt(input, 'restApiId'));
  if (methods.length === 0) return badRequest("The REST API doesn't contain any methods");
  return methods.some(({ method }) => !isMembers(method['methodIntegration']))
    ? badRequest('No integration defined for method')
    : undefined;
};

export const createStage: Refuse = async (call, { emulator }) => {
  const variables = Object.entries(objectAt(call.input, 'variables'));
  return (
    (await missingDeployment(emulator, call, textAt(call.input, 'deploymentId'))) ??
    wrongVariables(variables)
  );
};

export const updateStage: Refuse = async (call, { emulator }) => {
  const patches = patchesOf(call.input);
  const deployment = patches.find(({ path }) => path === '/deploymentId');
  if (deployment !== undefined) {
    const missing = await missingDeployment(emulator, call, deployment.value);
    if (missing !== undefined) return missing;
  }
  if (patches.some(turnsLoggingOn) && !(await mayLog(emulator)))
    return badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging');
  return wrongVariables(await variablesAfter(emulator, call, patches));
};

export const createUsagePlan: Refuse = async ({ input }, { emulator }) => {
  for (const stage of listAt(input, 'apiStages').filter(isMembers)) {
    const [api, name] = [textAt(stage, 'apiId'), textAt(stage, 'stage')];
    const found = await emulator.get('apigateway', `/restapis/${api}/stages/${name}`);
    if (found === undefined) return notFound(`API Stage not found: ${api}:${name}`);
  }
  return undefined;
};

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html */
export const associateWebAcl: Refuse = async ({ input }, { emulator }) => {
  const path = textAt(input, 'ResourceArn').split('::')[1] ?? '';
  if ((await emulator.get('apigateway', path)) !== undefined) return undefined;
  return {
    status: 400,
    code: 'WAFNonexistentItemException',
    message: "AWS WAF couldn't perform the operation because your resource doesn't exist.",
  };
};

interface Patch {
  readonly operation: string;
  readonly path: string;
  readonly value: string;
}

function patchesOf(input: Members): readonly Patch[] {
  return listAt(input, 'patchOperations')
    .filter(isMembers)
    .map((patch) => ({
      operation: textAt(patch, 'op'),
      path: textAt(patch, 'path'),
      value: textAt(patch, 'value'),
    }));
}

function turnsLoggingOn({ operation, path, value }: Patch): boolean {
  if (operation === 'remove') return false;
  if (path.endsWith('/logging/loglevel')) return value === 'INFO' || value === 'ERROR';
  return path.startsWith('/accessLogSettings/') && value !== '';
}

async function mayLog(emulator: Emulator): Promise<boolean> {
  const account = await emulator.get('apigateway', '/account');
  return textAt(account ?? {}, 'cloudwatchRoleArn') !== '';
}

async function missingDeployment(
  emulator: Emulator,
  { input }: Call,
  id: string,
): Promise<Refusal | undefined> {
  const path = `/restapis/${textAt(input, 'restApiId')}/deployments/${id}`;
  const isThere = id !== '' && (await emulator.get('apigateway', path)) !== undefined;
  return isThere ? undefined : notFound('Invalid Deployment identifier specified');
}

async function variablesAfter(
  emulator: Emulator,
  { input }: Call,
  patches: readonly Patch[],
): Promise<readonly (readonly [string, unknown])[]> {
  const changed = patches.filter(({ path }) => path.startsWith('/variables/'));
  if (changed.length === 0) return [];
  const path = `/restapis/${textAt(input, 'restApiId')}/stages/${textAt(input, 'stageName')}`;
  const variables = new Map(
    Object.entries(objectAt((await emulator.get('apigateway', path)) ?? {}, 'variables')),
  );
  for (const patch of changed) {
    const name = patch.path.slice('/variables/'.length);
    if (patch.operation === 'remove') variables.delete(name);
    else variables.set(name, patch.value);
  }
  return [...variables];
}

function wrongVariables(variables: readonly (readonly [string, unknown])[]): Refusal | undefined {
  if (variables.length > MOST_VARIABLES)
    return badRequest(`Too many stage variables: ${variables.length}, at most ${MOST_VARIABLES}`);
  for (const [name, value] of variables) {
    const text = String(value);
    if (!VARIABLE_NAME.test(name) || name.length > LONGEST_NAME)
      return badRequest(`Invalid stage variable name: ${name}`);
    if (!VARIABLE_VALUE.test(text) || text.length > LONGEST_VALUE)
      return badRequest(`Invalid stage variable value: ${text}`);
  }
  return undefined;
}
