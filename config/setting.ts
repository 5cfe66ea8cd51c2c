/** @throws Error in one line: which variable, what it holds, and what it must be. */
// eslint-disable-next-line max-params -- a check reads as one sentence: what must hold, of which variable, what it is, what it should be
export function expect(
  holds: boolean,
  variable: string,
  value: string,
  wanted: string,
): asserts holds {
  if (!holds) throw new Error(`${variable}="${value}": must be ${wanted}`);
}
