/** Rights that no lane needs, each with what it is for: a right that is neither needed nor here is one too many. */
import type { Right } from './needed';

const REASONS: Readonly<Record<string, string>> = {};

/** @returns `undefined`: nobody has said. */
export function reasonFor({ sid, action }: Right): string | undefined {
  return REASONS[`${sid} ${action}`] ?? REASONS[action];
}
