import { STAGE_NAMES } from '../../config';
import type { StageReached } from './resource-change';

/** The words of a name, in lower case: `GatehouseDevItems:live` has `gatehouse`, `dev`, `items` and `live`. */
function wordsOf(text: string): ReadonlySet<string> {
  const parted = text.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2');
  return new Set(`${text} ${parted}`.split(/[^A-Za-z0-9]+/).map((word) => word.toLowerCase()));
}

/** The stages whose things a text names. */
export function stagesNamedIn(text: string): readonly string[] {
  const words = wordsOf(text);
  return STAGE_NAMES.filter((stage) => words.has(stage));
}

/** The other stages than the one that a stack is of; none when it is of none or of all. */
export function otherStages(stage: StageReached): readonly string[] {
  return stage === 'both' || stage === 'none' ? [] : STAGE_NAMES.filter((name) => name !== stage);
}

/** The first stage other than the stack's whose things a text names. */
export function otherStageIn(text: string, stage: StageReached): string | undefined {
  const named = stagesNamedIn(text);
  return otherStages(stage).find((other) => named.includes(other));
}
