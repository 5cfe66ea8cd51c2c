import { listOf, memberOf, textOf } from '../pipeline/json';

/** A job of a build. */
export interface TravisJob {
  readonly stage: string;
  readonly name: string;
  /** All must hold: the stage's and the job's own. */
  readonly conditions: readonly string[];
  readonly definition: unknown;
}

/**
 * The jobs of a `.travis.yml`, in the order in which its stages run.
 *
 * https://docs.travis-ci.com/user/build-stages/
 */
export function jobsOf(travis: unknown): readonly TravisJob[] {
  const jobs = listOf(memberOf(travis, 'jobs', 'include'));
  return listOf(memberOf(travis, 'stages')).flatMap((stage) => {
    const stageName = typeof stage === 'string' ? stage : textOf(memberOf(stage, 'name'));
    return jobs
      .filter((definition) => memberOf(definition, 'stage') === stageName)
      .map((definition) => ({
        stage: stageName,
        name: textOf(memberOf(definition, 'name')),
        conditions: [memberOf(stage, 'if'), memberOf(definition, 'if')].map(textOf).filter(Boolean),
        definition,
      }));
  });
}
