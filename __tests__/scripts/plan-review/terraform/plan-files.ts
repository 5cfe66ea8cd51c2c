import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, recordOf } from '../../../../scripts/plan-review/json';
import type { StackName } from './base';

const PLANS = join(__dirname, '..', 'plans');

/** Where the plan of a scenario is kept. */
export function planFile(name: string): string {
  return join(PLANS, `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.json`);
}

/** Where the state that every plan of a stack starts from is kept. */
export function stateFile(stack: StackName): string {
  return join(__dirname, '..', 'states', `${stack}.json`);
}

/** A kept plan, as `terraform show -json` gave it, but for what no review reads. */
export function readPlan(name: string): unknown {
  const plan: unknown = JSON.parse(readFileSync(planFile(name), 'utf8'));
  return plan;
}

/** A plan without what no review reads (the state, values and configuration of what stays), so that it is small. */
export function slim(text: string): string {
  const plan = recordOf(JSON.parse(text));
  const { format_version, terraform_version, errored, resource_changes, resource_drift } = plan;
  return layOut({
    format_version,
    terraform_version,
    errored,
    complete: plan['complete'],
    resource_changes: slimChanges(resource_changes),
    resource_drift: slimChanges(resource_drift),
    prior_state: slimState(plan['prior_state']),
    configuration: slimConfiguration(plan['configuration'], resource_changes),
  });
}

/** JSON with a line for every member, and for every element of a list. */
function layOut(members: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const text = Array.isArray(value)
        ? `[\n${value.map((element) => JSON.stringify(element)).join(',\n')}\n]`
        : JSON.stringify(value);
      return `${JSON.stringify(name)}: ${text}`;
    });
  return `{\n${lines.join(',\n')}\n}\n`;
}

function slimChanges(changes: unknown): unknown {
  if (!Array.isArray(changes)) return undefined;
  return changes.map((entry: unknown) => {
    const resource = recordOf(entry);
    const change = recordOf(resource['change']);
    const { actions } = change;
    const stays = Array.isArray(actions) && actions[0] === 'no-op' && !isMoved(resource);
    return stays ? { ...resource, change: { actions } } : resource;
  });
}

/** The ARNs and names of what was there: they prove the account and the stage. Others repeat its policies and ACLs. */
function slimState(state: unknown): unknown {
  const root = recordOf(recordOf(recordOf(state)['values'])['root_module']);
  if (!Array.isArray(root['resources'])) return undefined;
  const resources = root['resources'].map((one: unknown) => {
    const { address, mode, type, values } = recordOf(one);
    const { arn, name, function_name, rest_api_id, account_id, web_acl_arn } = recordOf(values);
    const policy = type === 'aws_iam_role_policy' ? recordOf(values)['policy'] : undefined;
    const kept = { arn, name, function_name, rest_api_id, account_id, web_acl_arn, policy };
    return { address, mode, type, values: kept };
  });
  return { values: { root_module: { resources } } };
}

/** How the resources that change are configured. */
function slimConfiguration(configuration: unknown, changes: unknown): unknown {
  const root = recordOf(recordOf(configuration)['root_module']);
  const changing = new Set(
    (Array.isArray(changes) ? changes : [])
      .filter((entry: unknown) => {
        const actions = recordOf(recordOf(entry)['change'])['actions'];
        return !(Array.isArray(actions) && actions[0] === 'no-op');
      })
      .map((entry: unknown) => recordOf(entry)['address']),
  );
  const all: unknown = root['resources'];
  const resources = (Array.isArray(all) ? all : []).filter((one: unknown) => {
    const { address, mode } = recordOf(one);
    return mode === 'data' || changing.has(address);
  });
  return { root_module: { resources } };
}

function isMoved(resource: unknown): boolean {
  return isRecord(resource) && resource['previous_address'] !== undefined;
}
