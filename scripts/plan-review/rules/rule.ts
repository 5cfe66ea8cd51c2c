import type { ResourceChange } from '../resource-change';

/** Only a danger stops a deployment; a warning is shown, and passes. */
export type Severity = 'danger' | 'warning';

/** One thing that can be wrong with a change. */
export interface Rule {
  /** What plan-allow.json and people call it. */
  readonly id: string;
  readonly severity: Severity;
  /** What is lost if it is applied, in a sentence. */
  readonly lost: string;
  /** How to get what was wanted without that loss, in a sentence. */
  readonly mend: string;
  /** Resource types it is about. @default - every one */
  readonly types?: ReadonlySet<string>;
  /**
   * Looks at one change.
   *
   * @param all Every change of the review, for what only shows in two of them.
   * @returns What happens, with the values that matter (never secret ones); nothing when all is well.
   */
  readonly find: (change: ResourceChange, all: readonly ResourceChange[]) => string | undefined;
}

/** The types of a rule, for its table. */
export function types(...names: readonly string[]): ReadonlySet<string> {
  return new Set(names);
}
