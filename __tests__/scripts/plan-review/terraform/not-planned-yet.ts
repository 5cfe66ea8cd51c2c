import { existsSync } from 'node:fs';
import { planFile } from './plan-files';
import type { Scenario } from './scenario';

/** How many scenarios have no kept plan yet. It may only fall: `make-plans.ts NAME...` makes the plans that are named. */
export const WITHOUT_PLAN = 43;

/** The scenarios of which a plan is kept. */
export function planned(scenarios: readonly Scenario[]): readonly Scenario[] {
  return scenarios.filter(({ name }) => existsSync(planFile(name)));
}
