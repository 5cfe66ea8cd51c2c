/** Says where a long measurement is, on standard error: standard output is the tables alone. */
export function tell(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}
