/** What every command line of ours shares: one line for an error that has a cure, and a non-zero exit. */

import { printableLines } from '../local/shell';

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs a command's main function; an error becomes one line on stderr and the exit code 1.
 *
 * @param main Returns the exit code; nothing means 0.
 */
export function runCommand(main: () => Promise<number | undefined>): void {
  main().then(
    (code) => {
      process.exitCode = code ?? 0;
    },
    (error: unknown) => {
      process.stderr.write(`gatehouse: ${printableLines(messageOf(error))}\n`);
      process.exitCode = 1;
    },
  );
}
