import { Construct } from 'constructs';
import { PersonRole } from './person-role';
import { planPolicies, type PlanPolicyProps } from './plan-policy';
import { regionalName } from './stage-scope';

export interface PlanRoleProps extends PlanPolicyProps {
  /** ARNs of who may take the role. */
  readonly trusted: readonly string[];
}

/** The role that reads all stages and changes nothing: for plans of pull requests, for `drift` and `outputs`. */
export class PlanRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PlanRoleProps) {
    super(scope, id);
    const name = `${props.projectName}-plan`;
    this.arn = new PersonRole(this, 'role', {
      name: (part) => regionalName(part === undefined ? name : `${name}-${part}`, props.account),
      policies: planPolicies(props),
      trusted: props.trusted,
    }).arn;
  }
}
