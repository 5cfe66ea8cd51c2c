/** Rights that no lane needs, by role, each with what it is for: a right that is neither needed nor here is one too many. */
import type { Right } from './needed';

type Reasons = Readonly<Record<string, string>>;

/** By statement and action: `Functions lambda:UpdateAlias`. */
export const NOT_EXERCISED: Readonly<Record<string, Reasons>> = {};

/**
 * @param role `deploy-dev`
 * @returns `undefined`: nobody has said.
 */
export function reasonFor(role: string, { sid, action }: Right): string | undefined {
  return NOT_EXERCISED[role]?.[`${sid} ${action}`];
}
