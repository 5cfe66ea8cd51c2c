/** What AWS refuses and the emulator takes, by the operation that is refused. */
import type { Call } from '../call';
import type { Refusal } from '../refusal';
import { addPermission, configureFunction, putEventInvokeConfig } from './functions';
import { needsLogGroup } from './log-groups';
import { createPolicy } from './policies';
import type { Refuse, World } from './refuse';
import {
  createResource,
  deleteModel,
  putIntegration,
  putIntegrationResponse,
  putMethod,
  putMethodResponse,
} from './resource-tree';
import {
  associateWebAcl,
  createDeployment,
  createStage,
  createUsagePlan,
  updateStage,
} from './stages';

const REFUSALS: Readonly<Record<string, Refuse>> = {
  'apigateway:CreateDeployment': createDeployment,
  'apigateway:CreateResource': createResource,
  'apigateway:CreateStage': createStage,
  'apigateway:CreateUsagePlan': createUsagePlan,
  'apigateway:DeleteModel': deleteModel,
  'apigateway:PutIntegration': putIntegration,
  'apigateway:PutIntegrationResponse': putIntegrationResponse,
  'apigateway:PutMethod': putMethod,
  'apigateway:PutMethodResponse': putMethodResponse,
  'apigateway:UpdateStage': updateStage,
  'iam:CreatePolicy': createPolicy,
  'iam:CreatePolicyVersion': createPolicy,
  'lambda:AddPermission': addPermission,
  'lambda:CreateFunction': configureFunction,
  'lambda:PutFunctionEventInvokeConfig': putEventInvokeConfig,
  'lambda:UpdateFunctionConfiguration': configureFunction,
  'logs:AssociateKmsKey': needsLogGroup,
  'logs:PutMetricFilter': needsLogGroup,
  'logs:PutRetentionPolicy': needsLogGroup,
  'logs:PutSubscriptionFilter': needsLogGroup,
  'wafv2:AssociateWebACL': associateWebAcl,
};

/** @returns `undefined` when AWS would do what is asked, as far as it is known here. */
export async function refusalOf(call: Call, world: World): Promise<Refusal | undefined> {
  return REFUSALS[`${call.service}:${call.operation ?? ''}`]?.(call, world);
}
