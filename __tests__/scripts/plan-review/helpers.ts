import { existsSync } from 'node:fs';
import { reviewPlans, type Review, type ReviewOptions } from '../../../scripts/plan-review';
import { planFile, readPlan } from './terraform/plan-files';
import { DRIFTS, SCENARIOS, type Scenario } from './terraform/scenarios';

/** Every scenario of which a plan is kept. */
export const ALL_SCENARIOS: readonly Scenario[] = [...SCENARIOS, ...DRIFTS].filter(({ name }) =>
  existsSync(planFile(name)),
);

/** Reviews the kept plan of a scenario. */
export function reviewScenario(name: string, options: ReviewOptions = {}): Review {
  const scenario = ALL_SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario is called "${name}"`);
  return reviewPlans([{ stack: scenario.stack, plan: readPlan(name) }], options);
}

/** A plan of one change, for what no kept plan shows. */
export function planOf(change: object, resource: object = {}): object {
  return {
    format_version: '1.2',
    resource_changes: [
      { address: 'aws_x.y', mode: 'managed', type: 'aws_x', name: 'y', ...resource, change },
    ],
  };
}
