import { ACCESS_LOG_RULES } from './access-log';
import { ANSWER_RULES } from './answers';
import { ARGUMENT_RULES } from './arguments';
import { BORDER_RULES } from './borders';
import { ENVIRONMENT_RULES } from './environment';
import { GUARD_RULES } from './guards';
import { INTEGRATION_RULES } from './integrations';
import { LIFE_RULES, PROGRAM_RULES } from './life';
import { LIMIT_RULES } from './limits';
import { METHOD_RULES } from './methods';
import { NEWCOMER_RULES } from './newcomers';
import { API_RULES } from './openapi-body';
import { ALARM_RULES, FUNCTION_RULES, LOG_RULES, TLS_RULES } from './operations';
import { PERMISSION_RULES } from './permissions';
import { POLICY_RULES } from './policies';
import { PROTECTION_RULES } from './protection';
import { ROLE_RULES } from './roles';
import type { Rule } from './rule';
import { STATEFUL_RULES } from './stateful';

/** Every rule of the review. A new one goes into its family's table, and into docs/plan-review.md. */
export const RULES: readonly Rule[] = [
  ...STATEFUL_RULES,
  ...LIFE_RULES,
  ...PROGRAM_RULES,
  ...NEWCOMER_RULES,
  ...BORDER_RULES,
  ...PROTECTION_RULES,
  ...POLICY_RULES,
  ...ROLE_RULES,
  ...PERMISSION_RULES,
  ...METHOD_RULES,
  ...GUARD_RULES,
  ...INTEGRATION_RULES,
  ...ANSWER_RULES,
  ...API_RULES,
  ...LIMIT_RULES,
  ...ENVIRONMENT_RULES,
  ...ALARM_RULES,
  ...LOG_RULES,
  ...ACCESS_LOG_RULES,
  ...TLS_RULES,
  ...FUNCTION_RULES,
  ...ARGUMENT_RULES,
];
