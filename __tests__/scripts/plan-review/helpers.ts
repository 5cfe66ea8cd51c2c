import { reviewPlans, type Review, type ReviewOptions } from '../../../scripts/plan-review';
import { baseConfiguration } from './terraform/base';
import { readPlan } from './terraform/plan-files';
import type { Scenario } from './terraform/scenario';
import { DRIFTS, SCENARIOS } from './terraform/scenarios';
import { INPUTS } from './terraform/stack-workspace';

/** Every scenario; each has a kept plan. */
export const ALL_SCENARIOS: readonly Scenario[] = [...SCENARIOS, ...DRIFTS];

/** Reviews the kept plan of a scenario. */
export function reviewScenario(name: string, options: ReviewOptions = {}): Review {
  const scenario = ALL_SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario is called "${name}"`);
  const synthesized = baseConfiguration(scenario.stack, INPUTS);
  scenario.edit(synthesized);
  return reviewPlans([{ stack: scenario.stack, plan: readPlan(name), synthesized }], options);
}

/** A plan of one change, for what no kept plan shows. */
export function planOf(change: object, resource: object = {}): object {
  return {
    format_version: '1.2',
    configuration: { root_module: {} },
    resource_changes: [
      { address: 'aws_x.y', mode: 'managed', type: 'aws_x', name: 'y', ...resource, change },
    ],
  };
}
