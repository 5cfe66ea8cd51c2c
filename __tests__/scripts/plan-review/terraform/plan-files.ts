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

/** A plan without what no review reads (the configuration, the state, values of what stays), so that it is small. */
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

function isMoved(resource: unknown): boolean {
  return isRecord(resource) && resource['previous_address'] !== undefined;
}
