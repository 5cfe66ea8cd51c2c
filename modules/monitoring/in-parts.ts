/** A part of a list, and what to add to the name of what shows it. */
export interface Part<T> {
  /** ` 2`, of the second; nothing of the first, so that what there is keeps its name when a second comes. */
  readonly name: string;
  readonly part: readonly T[];
}

/** A list in parts that are as long as AWS takes them; none of an empty one. */
export function inParts<T>(list: readonly T[], longest: number): Part<T>[] {
  return Array.from({ length: Math.ceil(list.length / longest) }, (_, index) => ({
    name: index === 0 ? '' : ` ${index + 1}`,
    part: list.slice(index * longest, (index + 1) * longest),
  }));
}
