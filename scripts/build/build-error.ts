/** A function cannot be built, or not be deployed as built. The message has a line per cause, with file and line. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
