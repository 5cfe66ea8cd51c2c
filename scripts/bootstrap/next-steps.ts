import { STAGE_NAMES } from '../../config';

/**
 * What to do with what bootstrap made: the settings of the machine or the CI that deploys.
 *
 * @param outputs Of bootstrap's stack, by name.
 */
export function nextSteps(outputs: Readonly<Record<string, unknown>>): string {
  const output = (name: string): string => String(outputs[name]);
  const stages = STAGE_NAMES.map((stage) => ({ stage, prefix: stage.toUpperCase() }));
  const lines = [
    'Set these where you deploy, and in the settings of the repository on Travis CI (docs/pipeline.md):',
    `  TF_STATE_BUCKET=${output('state_bucket')}`,
    `  ARTIFACT_BUCKET=${output('artifact_bucket')}`,
    ...stages.map(
      ({ stage, prefix }) => `  ${prefix}_PERMISSIONS_BOUNDARY=${output(`${stage}_boundary_arn`)}`,
    ),
    `  PLAN_ROLE_ARN=${output('plan_role_arn')}`,
    ...stages.map(
      ({ stage }) =>
        `  DEPLOY_ROLE_ARN=${output(`${stage}_deploy_role_arn`)}   # for the branch of ${stage} alone`,
    ),
  ];
  return `\n${lines.join('\n')}\n`;
}
