import { corsVariables } from './cors';
import type { NodeFunction } from './node-function';
import { functionVariable } from './route-table';
import type { StageSettings } from './stage-settings';

export interface StageVariableSources {
  readonly settings: Pick<StageSettings, 'logLevel' | 'variables' | 'corsOrigins'>;
  /** Short name and full name of the stage's table. @default - none */
  readonly table?: { readonly name: string; readonly fullName: string } | undefined;
  /** By short name. */
  readonly functions: ReadonlyMap<string, Pick<NodeFunction, 'liveName'>>;
}

/**
 * What tells one stage from the other: which functions answer, which table they use, and what handlers branch on.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 */
export function stageVariables({
  settings,
  table,
  functions,
}: StageVariableSources): Record<string, string> {
  return {
    ...(table === undefined ? {} : { [`${table.name}Table`]: table.fullName }),
    logLevel: settings.logLevel,
    ...settings.variables,
    ...corsVariables(settings.corsOrigins),
    ...Object.fromEntries(
      [...functions].map(([name, one]) => [functionVariable(name), one.liveName]),
    ),
  };
}
