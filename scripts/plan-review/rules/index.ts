import { LIMIT_RULES, ISOLATION_RULES } from './limits';
import { GUARD_RULES, METHOD_RULES } from './methods';
import { ALARM_RULES, FUNCTION_RULES, LOG_RULES, TLS_RULES } from './operations';
import { POLICY_RULES } from './policies';
import { PROTECTION_RULES } from './protection';
import { ROLE_RULES } from './roles';
import type { Rule } from './rule';
import { STATEFUL_RULES } from './stateful';

/** Every rule of the review. A new one goes into its family's table, and into docs/plan-review.md. */
export const RULES: readonly Rule[] = [
  ...STATEFUL_RULES,
  ...PROTECTION_RULES,
  ...POLICY_RULES,
  ...ROLE_RULES,
  ...METHOD_RULES,
  ...GUARD_RULES,
  ...LIMIT_RULES,
  ...ISOLATION_RULES,
  ...ALARM_RULES,
  ...LOG_RULES,
  ...TLS_RULES,
  ...FUNCTION_RULES,
];
