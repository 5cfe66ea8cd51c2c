import {
  Fn,
  Op,
  TerraformVariable,
  Token,
  VariableType,
  type IResolvable,
  type TerraformResourceLifecycle,
} from 'cdktf';
import type { Construct } from 'constructs';
import type { ApiSnapshot } from './redeployment';

/**
 * Names the variable by which a plan says that it is for reading alone: it may then run ahead of an API that is not
 * deployed yet, and applying it fails all the same while it does.
 */
export const REVIEW_ONLY_VARIABLE = 'review_only';

export interface SnapshotCheckProps {
  /** Of the API's stack: `gatehouse-api`. */
  readonly apiStackName: string;
  /** What the stage was synthesized for. */
  readonly wanted: ApiSnapshot;
  /** References to what the API's stack says of itself, as it is deployed. */
  readonly deployed: ApiSnapshot;
}

/** Lifecycles of what a stage takes a picture of. */
export interface SnapshotCheck {
  readonly deployment: TerraformResourceLifecycle;
  readonly documentation: TerraformResourceLifecycle;
}

/**
 * Whatever takes a picture of the API refuses to, unless the API is the one that the stage was synthesized for: a
 * picture of the old API that goes by the new hash would never be taken again.
 *
 * https://developer.hashicorp.com/terraform/language/expressions/custom-conditions#preconditions-and-postconditions
 *
 * @param scope The stage's stack, which gets the variable.
 */
export function snapshotCheck(scope: Construct, props: SnapshotCheckProps): SnapshotCheck {
  const { apiStackName, wanted, deployed } = props;
  const reviewOnly = new TerraformVariable(scope, REVIEW_ONLY_VARIABLE, {
    type: VariableType.BOOL,
    default: false,
    description: `This plan is for review, and may run ahead of ${apiStackName} as it is deployed`,
  });
  reviewOnly.overrideLogicalId(REVIEW_ONLY_VARIABLE);
  const lifecycle = (name: keyof ApiSnapshot): TerraformResourceLifecycle => ({
    // The stage must point to the new one before the old one can go.
    createBeforeDestroy: true,
    precondition: [
      {
        condition: condition(Op.eq(deployed[name], wanted[name]), reviewOnly),
        errorMessage: `${apiStackName} as it is deployed is not the API that this stage was synthesized for: deploy ${apiStackName} first, from the same commit (npm run deploy does both, in this order).`,
      },
    ],
  });
  return {
    deployment: lifecycle('redeploymentHash'),
    documentation: lifecycle('documentationHash'),
  };
}

/** `timestamp()` is known at an apply and not before: that is how a plan for review puts the question off. */
function condition(isSame: IResolvable, reviewOnly: TerraformVariable): string {
  const isSameOrPlanned = Op.or(Op.eq(Fn.timestamp(), 'unknown'), isSame);
  return Token.asString(Fn.conditional(reviewOnly.booleanValue, isSameOrPlanned, isSame));
}
