import { createInterface } from 'node:readline/promises';

/**
 * Asks whoever sits at the terminal. Where nobody does, as in CI, the answer must have been given before.
 *
 * @param question What is asked; `word` is what must be typed to go on.
 * @throws Error in one line when there is no terminal, or another answer.
 */
export async function confirm(question: string, word = 'yes'): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new Error(`${question} There is no terminal to ask at: say --yes to go on`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const left = new AbortController();
  // Ctrl-C and Ctrl-D end the question, not the process: a lock is to be given back.
  terminal.once('close', () => {
    left.abort();
  });
  try {
    const { signal } = left;
    const answer = await terminal
      .question(`${question} Type "${word}" to go on: `, { signal })
      .catch(() => '');
    if (answer.trim() !== word) throw new Error('not confirmed: nothing was changed');
  } finally {
    terminal.close();
  }
}
