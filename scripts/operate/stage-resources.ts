/** The names that a stage's parts have, on the laptop as on AWS: `modules/stacks/stage-stack.ts` gives them. */
import { api } from '../../api';
import { loadConfig, type StageName } from '../../config';
import { functionNames } from '../../modules/route-table';

export interface StageResources {
  /** Short names of its functions: `items`. */
  readonly functions: readonly string[];
  readonly accessLogGroup: string;
  readonly deadLetterQueue: string;
  /** `gatehouse-dev-items` */
  functionName(name: string): string;
  logGroup(name: string): string;
}

/** The notifier is there when the stage has alarms; it is no function of the API. */
const NOTIFIER = 'notifier';

/** What `stage` consists of. */
export function stageResources(stage: StageName): StageResources {
  const { projectName, stages } = loadConfig();
  const prefix = `${projectName}-${stage}`;
  const notifier = stages[stage].notifications === true ? [NOTIFIER] : [];
  return {
    functions: [...functionNames(api), ...notifier],
    accessLogGroup: `/aws/apigateway/${projectName}/${stage}/access`,
    deadLetterQueue: `${prefix}-dead-letters`,
    functionName: (name) => `${prefix}-${name}`,
    logGroup: (name) => `/aws/lambda/${prefix}-${name}`,
  };
}

/**
 * The functions that a command line names; all of them when it names none.
 *
 * @throws Error in one line that lists the ones there are.
 */
export function chooseFunctions(
  { functions }: StageResources,
  named: readonly string[],
): readonly string[] {
  for (const name of named) {
    if (!functions.includes(name)) {
      throw new Error(`there is no function "${name}": --function takes ${functions.join(', ')}`);
    }
  }
  return named.length === 0 ? functions : functions.filter((name) => named.includes(name));
}
